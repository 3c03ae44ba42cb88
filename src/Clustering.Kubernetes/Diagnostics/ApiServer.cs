using System.Net;
using System.Text.Json;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Sends requests to the API server: each bounded in time, each failure classified once.</summary>
internal sealed class ApiServer(ClusteringClient client, IOptions<KubernetesClusteringOptions> options, TimeProvider time)
{
    public string Namespace => options.Value.Namespace!;

    /// <exception cref="ClusteringConfigurationException">a right is missing; the message names the rule</exception>
    /// <exception cref="ApiRefusedException">any other answer than success</exception>
    /// <exception cref="TimeoutException">no answer in time; a write may have happened all the same</exception>
    public async Task<T> SendAsync<T>(AccessRule rule, Func<IKubernetes, CancellationToken, Task<T>> request, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            return await request(client.Client, either.Token);
        }
        catch (HttpOperationException refused)
        {
            throw Classify(refused, rule);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"the API server did not answer within {options.Value.RequestTimeout} ({rule.Resource} {rule.ObjectName} in {Namespace})");
        }
    }

    /// <summary>The same classification for a failure that came another way, such as through a watch.</summary>
    public Exception Classify(HttpOperationException refused, AccessRule rule)
    {
        var status = refused.Response?.StatusCode ?? HttpStatusCode.InternalServerError;
        var message = MessageOf(refused);
        return status switch
        {
            HttpStatusCode.Forbidden => new ClusteringConfigurationException(rule.Refused(Namespace, message), refused),
            HttpStatusCode.Unauthorized => new ClusteringConfigurationException(
                $"the API server does not accept this silo's credentials ({message}): mount a service account token, or correct the kubeconfig", refused),
            _ => new ApiRefusedException(status, $"{rule.Resource} {rule.ObjectName} in {Namespace}: the API server answered {(int)status}, {message}", refused),
        };
    }

    private static string MessageOf(HttpOperationException refused)
    {
        try
        {
            return KubernetesJson.Deserialize<V1Status>(refused.Response?.Content ?? "{}").Message ?? refused.Message;
        }
        catch (JsonException)
        {
            return refused.Message;
        }
    }
}
