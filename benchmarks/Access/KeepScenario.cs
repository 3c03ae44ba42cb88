using System.Globalization;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Wire;

namespace NetpolOrleans.Access;

/// <summary>What is kept of a workload as clusters have them, of its Service and of its policy.</summary>
internal sealed class KeepScenario(ServerProcess server, int workloads)
{
    private const int Namespaces = 200;

    public async Task<string> RunAsync(CancellationToken cancellation)
    {
        await server.SayAsync($"samples {workloads} {Namespaces}", cancellation);
        using var raw = new RawReader(server.Kubeconfig);
        return Report(
            await RowAsync(raw, "Deployment", "apis/apps/v1/deployments", ResourceKinds.Deployments, Projectors.Deployment, cancellation),
            await RowAsync(raw, "Service", "api/v1/services", ResourceKinds.Services, Projectors.Service, cancellation),
            await RowAsync(raw, "NetworkPolicy", "apis/networking.k8s.io/v1/networkpolicies", ResourceKinds.NetworkPolicies, Projectors.NetworkPolicy, cancellation));
    }

    private async Task<Row> RowAsync<T>(RawReader raw, string name, string path, ResourceKind kind, Projector<T> projector, CancellationToken cancellation)
        where T : class
    {
        var bytes = await raw.ListAsync(path, 500, cancellation);
        var measured = await Measured.MedianAsync(3, async () =>
        {
            using var connection = KubernetesConnection.Open(new() { Kubeconfig = server.Kubeconfig }, TimeProvider.System);
            await using var following = new Following<T>(connection, new(kind), projector, (_, _) => default, new() { PageSize = 500, StreamingLists = true });
            await following.Reflector.Synced;
            return following.Reflector.Store;
        });
        return new(name, bytes / (double)workloads, measured[0].Retained / (double)workloads);
    }

    private string Report(params Row[] rows)
    {
        var all = new Row("**together**", rows.Sum(row => row.Wire), rows.Sum(row => row.Kept));
        return string.Create(CultureInfo.InvariantCulture, $"""
            {workloads:N0} Deployments with twelve variables, three of which name peers, probes, status and managed fields, each with its Service and a policy of the shape that
            ours have, in {Namespaces} namespaces. The middle of 3 rounds. Kept is what the managed heap holds for each after a full collection; the ratio is to its JSON.

            | | on the wire | kept | ratio |
            |---|---:|---:|---:|
            {string.Join('\n', rows.Append(all).Select(row => row.Text))}

            """);
    }

    private sealed record Row(string Name, double Wire, double Kept)
    {
        public string Text => string.Create(CultureInfo.InvariantCulture, $"| {Name} | {Wire:N0} B | {Kept:N0} B | {Kept / Wire:N2} |");
    }
}
