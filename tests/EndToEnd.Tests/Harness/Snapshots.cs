using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Reading;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>Reads a cluster once, to compare what is written with what its objects call for.</summary>
internal sealed class Snapshots(string kubeconfig) : IDisposable
{
    private readonly KubernetesConnection connection = KubernetesConnection.Open(new() { Kubeconfig = kubeconfig }, TimeProvider.System);

    public async Task<ClusterSnapshot> ReadAsync() => new()
    {
        Namespaces = [.. await ListAsync(ResourceKinds.Namespaces, Projectors.Namespace)],
        Workloads =
        [
            .. await ListAsync(ResourceKinds.Deployments, Projectors.Deployment),
            .. await ListAsync(ResourceKinds.StatefulSets, Projectors.StatefulSet),
            .. await ListAsync(ResourceKinds.DaemonSets, Projectors.DaemonSet),
            .. await ListAsync(ResourceKinds.ReplicaSets, Projectors.ReplicaSet),
            .. await ListAsync(ResourceKinds.Jobs, Projectors.Job),
            .. await ListAsync(ResourceKinds.CronJobs, Projectors.CronJob),
            .. await ListAsync(ResourceKinds.Pods, Projectors.Pod),
        ],
        Services = [.. await ListAsync(ResourceKinds.Services, Projectors.Service)],
        Slices = [.. await ListAsync(ResourceKinds.EndpointSlices, Projectors.EndpointSlice)],
        ConfigMaps = [.. await ListAsync(ResourceKinds.ConfigMaps, Projectors.ConfigMap)],
        ServiceAccounts = [.. await ListAsync(ResourceKinds.ServiceAccounts, Projectors.ServiceAccount)],
        Nodes = [.. await ListAsync(ResourceKinds.Nodes, Projectors.Node)],
    };

    public Task<IReadOnlyList<PolicyObject>> PoliciesAsync() => ListAsync(ResourceKinds.NetworkPolicies, Projectors.NetworkPolicy);

    public void Dispose() => connection.Dispose();

    private Task<IReadOnlyList<T>> ListAsync<T>(ResourceKind kind, Projector<T> projector)
        where T : class => new ObjectReader(connection).ListAsync(new WatchScope(kind), projector, TestContext.Current.CancellationToken);
}
