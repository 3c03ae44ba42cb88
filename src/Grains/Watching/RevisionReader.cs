using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Reading;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Revisions;

namespace NetpolOrleans.Grains.Watching;

/// <summary>Reads single things that nobody watches: templates of running revisions, Pods and Services that references name by address.</summary>
internal sealed class RevisionReader(KubernetesConnection connection, PolicyOptions options)
{
    private readonly ObjectReader reader = new(connection);

    /// <summary>
    /// The template of a running revision: of its ReplicaSet or ControllerRevision, or else what the Pod itself says. Null where all of
    /// them are gone.
    /// </summary>
    /// <exception cref="KubernetesAccessException">The server refused, or did not answer.</exception>
    public async Task<PodTemplate?> ReadAsync(RevisionQuery query, CancellationToken cancellation)
    {
        var ns = query.Workload.Namespace;
        var recorded = query.Controller.Kind switch
        {
            "ReplicaSet" => (await reader.GetAsync(ResourceKinds.ReplicaSets, Projectors.ReplicaSet, new(ns, query.Controller.Name), cancellation))?.Template,
            "StatefulSet" => await OfRevisionAsync(new(ns, query.Revision), cancellation),
            "DaemonSet" => await OfRevisionAsync(new(ns, $"{query.Controller.Name}-{query.Revision}"), cancellation),
            _ => null,
        };
        return recorded ?? (await reader.GetAsync(ResourceKinds.Pods, Projectors.Pod, query.Pod, cancellation))?.Template;
    }

    /// <summary>The pods of a namespace that run, terminating ones included, metadata only.</summary>
    /// <exception cref="KubernetesAccessException">The server refused, or did not answer.</exception>
    public Task<IReadOnlyList<PodInfo>> RunningPodsAsync(string ns, CancellationToken cancellation) => reader.ListAsync(
        new(ResourceKinds.Pods, ns, FieldSelector: ShardFeeds.RunningPods, MetadataOnly: true), Projectors.PodInfo, cancellation);

    /// <summary>A Pod as a workload of its own; null where it is gone.</summary>
    /// <exception cref="KubernetesAccessException">The server refused, or did not answer.</exception>
    public Task<Workload?> ReadPodAsync(ObjectName name, CancellationToken cancellation) => reader.GetAsync(ResourceKinds.Pods, Projectors.Pod, name, cancellation);

    /// <summary>The Pod that a reference names by name or by address; null where there is none.</summary>
    /// <exception cref="KubernetesAccessException">The server refused, or did not answer.</exception>
    public async Task<PodAddress?> FindPodAsync(TargetKey target, CancellationToken cancellation)
    {
        var pod = target.Kind == TargetKind.PodName
            ? await reader.PodByNameAsync(target.Name, cancellation)
            : await reader.PodByAddressAsync(target.Name.Namespace, target.Name.Name, cancellation);
        return pod is null ? null : pod with { Labels = GeneratedLabels.Strip(pod.Labels) };
    }

    /// <summary>The facts of an address literal: the name of the Service that has it as its ClusterIP, or that there is none.</summary>
    /// <exception cref="KubernetesAccessException">The server refused, or did not answer.</exception>
    public async Task<TargetFacts> FindAddressAsync(TargetKey target, CancellationToken cancellation)
    {
        foreach (var ns in options.Namespaces.DefaultIfEmpty())
        {
            var services = await reader.ListAsync(
                new(ResourceKinds.Services, ns, FieldSelector: $"spec.clusterIP={target.Name.Name}"), Projectors.Service, cancellation);
            if (services.FirstOrDefault(service => service.ClusterIPs.Contains(target.Name.Name)) is { } service)
                return new() { Key = target, Exists = true, Alias = $"{service.Name.Name}.{service.Name.Namespace}.svc.{options.References.ClusterDomain}" };
        }

        return TargetFacts.Absent(target);
    }

    private async Task<PodTemplate?> OfRevisionAsync(ObjectName name, CancellationToken cancellation) =>
        (await reader.GetAsync(ResourceKinds.ControllerRevisions, Projectors.ControllerRevision, name, cancellation))?.Template;
}
