using System.Globalization;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Reading;

/// <summary>Single reads, for what is too rarely needed to be watched. Failures are typed exceptions.</summary>
public sealed class ObjectReader(KubernetesConnection connection)
{
    private const int PageSize = 500;
    private const int Restarts = 3;

    /// <summary>One object; null where it does not exist or cannot be projected.</summary>
    /// <exception cref="KubernetesAccessException">The read failed.</exception>
    public async Task<T?> GetAsync<T>(ResourceKind kind, Projector<T> projector, ObjectName name, CancellationToken cancellation)
        where T : class
    {
        var request = new ApiRequest("get", kind, kind.Namespaced ? name.Namespace : null, name.Name);
        using var reply = await connection.CallAsync(request, cancellation);
        return reply.Failure switch
        {
            null => projector.Project(reply.Body).Value,
            { Code: 404 } => null,
            var failure => throw connection.ExceptionFor(request, failure),
        };
    }

    /// <summary>All objects of a scope, of one state; those that cannot be projected are left out.</summary>
    /// <param name="scope">What to list.</param>
    /// <param name="projector">Reduces them.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="KubernetesAccessException">The read failed.</exception>
    public async Task<IReadOnlyList<T>> ListAsync<T>(WatchScope scope, Projector<T> projector, CancellationToken cancellation)
        where T : class
    {
        var found = new List<T>();
        string? next = null;
        var restarts = 0;
        do
        {
            var request = scope.List(PageSize, next) with { Cause = "lookup" };
            using var reply = await connection.CallAsync(request, cancellation);
            if (reply.Failure is { Code: 410 } && next is not null && restarts++ < Restarts)
            {
                found.Clear();
                next = null;
                continue;
            }
            if (reply.Failure is { } failure) throw connection.ExceptionFor(request, failure);
            var page = ListPage.Read(reply.Body, item => Take(projector, item, found));
            next = (page ?? throw new ApiException(request, ApiStatus.Of(reply.Code) with { Message = "the answer is no list" })).Continue;
            if (next is null) break;
        }
        while (true);
        return found;
    }

    /// <summary>The Pods that a selector selects, metadata only; refused for the empty selector, which selects them all.</summary>
    public Task<IReadOnlyList<PodInfo>> PodsAsync(string ns, LabelSelector selector, CancellationToken cancellation) =>
        selector.IsEmpty
            ? Task.FromResult<IReadOnlyList<PodInfo>>([])
            : ListAsync(new(ResourceKinds.Pods, ns, selector.ToString(), MetadataOnly: true), Projectors.PodInfo, cancellation);

    /// <summary>Every Pod of a namespace, or of the cluster, metadata only, in pages: to prove coverage, slowly.</summary>
    public Task<IReadOnlyList<PodInfo>> AllPodsAsync(string? ns, CancellationToken cancellation) =>
        ListAsync(new(ResourceKinds.Pods, ns, MetadataOnly: true), Projectors.PodInfo, cancellation);

    /// <summary>The ReplicaSets that a Deployment's selector selects, those of other owners included.</summary>
    public Task<IReadOnlyList<Workload>> ReplicaSetsAsync(string ns, LabelSelector selector, CancellationToken cancellation) =>
        ListAsync(new(ResourceKinds.ReplicaSets, ns, selector.ToString()), Projectors.ReplicaSet, cancellation);

    /// <summary>The revisions that a StatefulSet's or DaemonSet's selector selects, those of other owners included.</summary>
    public Task<IReadOnlyList<RevisionTemplate>> RevisionsAsync(string ns, LabelSelector selector, CancellationToken cancellation) =>
        ListAsync(new(ResourceKinds.ControllerRevisions, ns, selector.ToString()), Projectors.ControllerRevision, cancellation);

    /// <summary>A ConfigMap's text; null where it does not exist.</summary>
    public Task<ConfigMap?> ConfigMapAsync(ObjectName name, CancellationToken cancellation) =>
        GetAsync(ResourceKinds.ConfigMaps, Projectors.ConfigMap, name, cancellation);

    /// <summary>A Secret's text; null where it does not exist.</summary>
    public Task<ConfigMap?> SecretAsync(ObjectName name, CancellationToken cancellation) =>
        GetAsync(ResourceKinds.Secrets, Projectors.Secret, name, cancellation);

    /// <summary>The Pod that has an address; of Pods that share their node's, or have ended, none.</summary>
    public async Task<PodAddress?> PodByAddressAsync(string? ns, string address, CancellationToken cancellation)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"status.podIP={address},status.phase!=Succeeded,status.phase!=Failed");
        var pods = await ListAsync(new(ResourceKinds.Pods, ns, null, field), Projectors.PodAddress, cancellation);
        return pods.FirstOrDefault(pod => !pod.HostNetwork);
    }

    /// <summary>The Pod of a name, with its addresses; null where it does not exist.</summary>
    public Task<PodAddress?> PodByNameAsync(ObjectName name, CancellationToken cancellation) =>
        GetAsync(ResourceKinds.Pods, Projectors.PodAddress, name, cancellation);

    private static void Take<T>(Projector<T> projector, ReadOnlySpan<byte> item, List<T> found)
        where T : class
    {
        if (projector.Project(item).Value is { } value) found.Add(value);
    }
}
