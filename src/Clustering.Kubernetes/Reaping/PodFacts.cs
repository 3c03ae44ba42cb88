using System.Collections.Immutable;
using System.Net;
using k8s.Models;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>What a pod says of the silo in it.</summary>
/// <param name="Addresses">empty while the pod has none yet</param>
/// <param name="HasEnded">no container of it will run again</param>
/// <param name="Workload">what the pod belongs to, as <c>StatefulSet/name</c></param>
internal sealed record PodFacts(string Uid, ImmutableArray<IPAddress> Addresses, bool HasEnded, string? Workload)
{
    public static PodFacts From(V1Pod pod) => new(
        pod.Metadata.Uid,
        [.. (pod.Status?.PodIPs ?? []).Select(address => address.Ip).Append(pod.Status?.PodIP)
            .Select(text => IPAddress.TryParse(text, out var address) ? address : null).OfType<IPAddress>().Distinct()],
        pod.Status?.Phase is "Succeeded" or "Failed",
        WorkloadOf(pod.Metadata));

    /// <summary>A Deployment's pods belong to a ReplicaSet that each rollout replaces; without its hash the name is the Deployment's.</summary>
    private static string? WorkloadOf(V1ObjectMeta pod) => pod.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true) switch
    {
        null => null,
        { Kind: "ReplicaSet", Name: var set } when set.LastIndexOf('-') is var hash and > 0 => $"Deployment/{set[..hash]}",
        var owner => $"{owner.Kind}/{owner.Name}",
    };
}
