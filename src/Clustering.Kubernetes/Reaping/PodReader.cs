using System.Collections.Immutable;
using System.Net;
using k8s;
using Microsoft.Extensions.Options;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// Looks pods up by name, and only those that rows name. Read the rows first and the pods after: a silo's pod was there before its row, so
/// one that is missing then is gone.
/// </summary>
internal sealed class PodReader(ApiServer api, IOptions<KubernetesClusteringOptions> options)
{
    public async Task<ImmutableDictionary<string, PodFacts?>> FindAsync(IEnumerable<string?> names, CancellationToken cancellation)
    {
        if (!options.Value.ReapDeadPods || !await IsInAPodAsync(cancellation))
            return ImmutableDictionary<string, PodFacts?>.Empty;
        var found = await Task.WhenAll(names.OfType<string>().Distinct().Select(async name => (name, Pod: await FindAsync(name, cancellation))));
        return found.ToImmutableDictionary(pair => pair.name, pair => pair.Pod);
    }

    /// <summary>
    /// Whether this silo's own pod is there, with its address. Where it isn't, silos only carry pods' names (a test, a machine outside of the
    /// cluster), and a pod that is missing proves nothing.
    /// </summary>
    private async Task<bool> IsInAPodAsync(CancellationToken cancellation)
    {
        if (options.Value.PodName is not { } own)
            return true;
        var pod = await FindAsync(own, cancellation);
        return pod is not null && (pod.Addresses.IsEmpty || !IPAddress.TryParse(options.Value.PodIP, out var address) || pod.Addresses.Contains(address));
    }

    private async Task<PodFacts?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return PodFacts.From(await api.SendAsync(AccessRule.Pods,
                (client, token) => client.CoreV1.ReadNamespacedPodAsync(name, api.Namespace, cancellationToken: token), cancellation));
        }
        catch (ApiRefusedException refused) when (refused.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
