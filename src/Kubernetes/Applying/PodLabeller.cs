using System.Text.Json;
using System.Text.Json.Nodes;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Applying;

/// <summary>Puts <see cref="PodLabel"/> on Pods and takes it off again; the uid fences each write.</summary>
/// <param name="connection">The way to the server.</param>
/// <param name="mayWrite">The fence, asked right before each write.</param>
public sealed class PodLabeller(KubernetesConnection connection, Func<bool> mayWrite)
{
    /// <summary>Labels one Pod; a null value takes the label off. False where the Pod is gone, or another has its name, or nothing may be written now.</summary>
    /// <exception cref="KubernetesAccessException">The server refused, or did not answer.</exception>
    public async Task<bool> LabelAsync(ObjectName pod, string uid, string? value, CancellationToken cancellation)
    {
        if (!mayWrite()) return false;
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["uid"] = uid, ["labels"] = new JsonObject { [PodLabel.Key] = value } } };
        var request = new ApiRequest("patch", ResourceKinds.Pods, pod.Namespace, pod.Name) { Body = JsonSerializer.SerializeToUtf8Bytes(patch), Cause = "apply" };
        using var reply = await connection.CallAsync(request, cancellation);
        return reply.Failure switch
        {
            null => true,
            { Code: 404 or 409 or 422 } => false, // the uid does not change
            var failure => throw connection.ExceptionFor(request, failure),
        };
    }
}
