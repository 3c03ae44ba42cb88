using System.Globalization;
using k8s;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Wire;

namespace NetpolOrleans.Access;

/// <summary>Deployments of 6 KB in 200 namespaces: read raw, listed in pages or as a stream and kept as records, and by the client library.</summary>
internal sealed class ListScenario(ServerProcess server, int objects)
{
    private const int Bytes = 6 << 10;
    private const int Namespaces = 200;
    private const int Page = 500;
    private const int Rounds = 5;

    public async Task<string> RunAsync(CancellationToken cancellation)
    {
        await server.SayAsync($"fill {objects} {Namespaces} {Bytes}", cancellation);
        using var raw = new RawReader(server.Kubeconfig);
        using var library = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(server.Kubeconfig));
        var bytes = 0L;
        var measured = await Measured.MedianAsync(
            Rounds,
            async () => bytes = await raw.ListAsync("apis/apps/v1/deployments", Page, cancellation),
            () => KeepAsync(streaming: false),
            () => KeepAsync(streaming: true),
            () => LibraryAsync(library, cancellation));
        return Report(measured, bytes);
    }

    private async Task<object> KeepAsync(bool streaming)
    {
        using var connection = KubernetesConnection.Open(new() { Kubeconfig = server.Kubeconfig }, TimeProvider.System);
        await using var following = new Following<Policies.Objects.Workload>(
            connection, new(ResourceKinds.Deployments), Projectors.Deployment, (_, _) => default, new() { PageSize = Page, StreamingLists = streaming });
        await following.Reflector.Synced;
        return following.Reflector.Store.Count == objects ? following.Reflector.Store : throw new InvalidOperationException("not all were kept");
    }

    private static async Task<object> LibraryAsync(k8s.Kubernetes library, CancellationToken cancellation)
    {
        var (all, next) = (new List<k8s.Models.V1Deployment>(), (string?)null);
        do
        {
            var list = await library.AppsV1.ListDeploymentForAllNamespacesAsync(limit: Page, continueParameter: next, cancellationToken: cancellation);
            all.AddRange(list.Items);
            next = list.Metadata.ContinueProperty;
        }
        while (!string.IsNullOrEmpty(next));
        return all;
    }

    private string Report(IReadOnlyList<Measured> measured, long bytes)
    {
        string[] names = ["raw: read and thrown away", "pages, projected, kept", "streaming list, projected, kept", "client library, pages, kept"];
        var rows = names.Zip(measured, (name, m) => string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {m.Time.TotalMilliseconds:N0} ms | {m.Time / measured[0].Time:N2} | {m.Cpu.TotalMilliseconds:N0} ms | {m.Cpu / measured[0].Cpu:N2} | {m.Allocated / (double)objects:N0} B | {m.Retained / (double)objects:N0} B |"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            {objects:N0} Deployments in {Namespaces} namespaces, {bytes / (double)objects:N0} bytes each on the wire, {Page} a page, over HTTP/2 and TLS from a local cluster in another
            process. The middle of {Rounds} rounds in turns; a new connection each round but for the first and the last row. Ratios are to the raw read.

            | | time | ratio | client's processor time | ratio | allocated per object | retained per object |
            |---|---:|---:|---:|---:|---:|---:|
            {string.Join('\n', rows)}

            """);
    }
}
