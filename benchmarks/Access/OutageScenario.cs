using System.Diagnostics;
using System.Globalization;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Wire;

namespace NetpolOrleans.Access;

/// <summary>The server is away; when it is back, every stream has to hear of a change.</summary>
internal sealed class OutageScenario(ServerProcess server, int streams)
{
    private static readonly int[] Away = [2, 10, 45];

    public async Task<string> RunAsync(CancellationToken cancellation)
    {
        await server.SayAsync($"fill 0 {streams} 0", cancellation);
        var rows = new List<string>();
        foreach (var together in (bool[])[true, false])
            foreach (var seconds in Away) rows.Add(await MeasureAsync(together, seconds, cancellation));
        return string.Create(CultureInfo.InvariantCulture, $"""
            {streams} streams of one connection. The clock starts when the server listens again; a ConfigMap is then made in each namespace, and a stream has returned
            when its consumer was told. "Alone" is the same without the shared probe (`ProbeInterval` infinite and one connection per stream).

            | away | | p50 | p95 | last |
            |---:|---|---:|---:|---:|
            {string.Join('\n', rows)}

            """);
    }

    private async Task<string> MeasureAsync(bool together, int seconds, CancellationToken cancellation)
    {
        var marker = string.Create(CultureInfo.InvariantCulture, $"marker-{together}-{seconds}").ToLowerInvariant();
        using var shared = Open(together);
        var connections = new List<KubernetesConnection>();
        var all = new List<(Following<Policies.Objects.ConfigMap> Stream, Task<long> Told)>();
        for (var number = 0; number < streams; number++)
        {
            var told = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!together) connections.Add(Open(together));
            all.Add((new(together ? shared : connections[^1], new(ResourceKinds.ConfigMaps, string.Create(CultureInfo.InvariantCulture, $"gen-{number:000}")), Projectors.ConfigMap, (changes, _) =>
            {
                if (changes.Any(change => change.Name.Name == marker)) told.TrySetResult(Stopwatch.GetTimestamp());
                return default;
            }, new()), told.Task));
        }
        await Task.WhenAll(all.Select(each => each.Stream.Reflector.Synced));
        await server.SayAsync($"away {seconds}", cancellation);
        var back = Stopwatch.GetTimestamp();
        await server.SayAsync($"mark {marker}", cancellation);
        var times = (await Task.WhenAll(all.Select(each => each.Told))).Select(at => Stopwatch.GetElapsedTime(back, at)).Order().ToList();
        foreach (var (stream, _) in all) await stream.DisposeAsync();
        foreach (var connection in connections) connection.Dispose();
        return string.Create(CultureInfo.InvariantCulture, $"| {seconds} s | {(together ? "together" : "alone")} | {times[times.Count / 2].TotalSeconds:N2} s | {times[times.Count * 95 / 100].TotalSeconds:N2} s | {times[^1].TotalSeconds:N2} s |");
    }

    private KubernetesConnection Open(bool together) => KubernetesConnection.Open(
        new() { Kubeconfig = server.Kubeconfig, ProbeInterval = together ? TimeSpan.FromSeconds(1) : Timeout.InfiniteTimeSpan }, TimeProvider.System);
}
