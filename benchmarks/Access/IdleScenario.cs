using System.Diagnostics;
using System.Globalization;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Wire;

namespace NetpolOrleans.Access;

/// <summary>Thousands of namespaced watches of one process at rest: what each costs.</summary>
internal sealed class IdleScenario(ServerProcess server, int watches)
{
    private static readonly ResourceKind[] Kinds =
    [
        ResourceKinds.ConfigMaps, ResourceKinds.Services, ResourceKinds.Pods, ResourceKinds.Deployments, ResourceKinds.StatefulSets, ResourceKinds.DaemonSets, ResourceKinds.NetworkPolicies,
    ];

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(60);

    public async Task<string> RunAsync(CancellationToken cancellation)
    {
        var namespaces = watches / Kinds.Length;
        await server.SayAsync($"fill 0 {namespaces} 0", cancellation);
        using var connection = KubernetesConnection.Open(new() { Kubeconfig = server.Kubeconfig }, TimeProvider.System);
        var first = new Following<Policies.Objects.ConfigMap>(connection, new(ResourceKinds.ConfigMaps), Projectors.ConfigMap, (_, _) => default, new());
        await first.Reflector.Synced; // connected and compiled before anything is measured
        var (heap, resident, start) = (Measured.Settled(), Environment.WorkingSet, Stopwatch.GetTimestamp());
        var all = new List<Following<Policies.Objects.ConfigMap>>();
        for (var number = 0; number < namespaces * Kinds.Length; number++)
            all.Add(new(connection, new(Kinds[number % Kinds.Length], string.Create(CultureInfo.InvariantCulture, $"gen-{number / Kinds.Length:000}")), Projectors.ConfigMap, (_, _) => default, new()));
        await Task.WhenAll(all.Select(each => each.Reflector.Synced));
        var opened = Stopwatch.GetElapsedTime(start);
        var (settled, after, threads) = (Measured.Settled() - heap, Environment.WorkingSet - resident, ThreadPool.ThreadCount);
        var cpu = Environment.CpuUsage.TotalTime;
        await Task.Delay(Rest, TimeProvider.System, cancellation);
        var used = Environment.CpuUsage.TotalTime - cpu;
        var bookmarked = all.Sum(each => each.Reflector.Status.Bytes);
        foreach (var each in all.Append(first)) await each.DisposeAsync();
        return string.Create(CultureInfo.InvariantCulture, $"""
            {all.Count:N0} reflectors of {Kinds.Length} kinds in {namespaces:N0} namespaces over one connection pool, each with a stream of its own; nothing happens but the server's bookmarks, one
            a minute and stream.

            | | |
            |---|---:|
            | until all are open and synced | {opened.TotalSeconds:N1} s |
            | managed heap per stream | {settled / (1024.0 * all.Count):N1} KB |
            | working set per stream | {after / (1024.0 * all.Count):N1} KB |
            | threads of the pool | {threads} |
            | processor time in {Rest.TotalSeconds:N0} s at rest | {used.TotalSeconds:N2} s, {used / Rest:P1} of one core |
            | bytes received so far per stream | {bookmarked / (double)all.Count:N0} |

            """);
    }
}
