using System.Diagnostics;
using System.Text.Json.Nodes;

namespace NetpolOrleans.Scenarios;

/// <summary>One run: fill the cluster, let a raw client make the writes, then the controller, then measure its latency.</summary>
internal sealed class ScenarioRun(ScenarioOptions options)
{
    private const string Policies = "apis/networking.k8s.io/v1/networkpolicies";

    private static readonly string[] ServersFields = ["uid", "resourceVersion", "creationTimestamp", "generation", "managedFields"];

    private readonly Fleet fleet = new(options);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var local = options.Kubeconfig is null ? await LocalServer.StartAsync(cancellation) : null;
        var kubeconfig = options.Kubeconfig ?? local!.Kubeconfig;
        using var client = new RawClient(kubeconfig);
        try
        {
            Note("filling the cluster");
            foreach (var ns in fleet.Namespaces) await client.PostAsync("api/v1/namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = ns } }, cancellation);
            await FillAsync(client, fleet.Numbers, cancellation);
            await using var watch = await PolicyWatch.StartAsync(client, cancellation);
            Note("writing the policies once, for the raw client to copy");
            var bodies = await LearnAsync(kubeconfig, client, watch, cancellation);
            Note("the raw client");
            var raw = await RawAsync(client, watch, bodies, cancellation);
            Note("the controller");
            var measured = await ControllerAsync(kubeconfig, client, watch, cancellation);
            var report = ScenarioReport.Of(options, raw, measured, bodies.Average(each => each.Body.Length));
            if (options.Output is null) await Console.Out.WriteLineAsync(report);
            else await File.WriteAllTextAsync(options.Output, report, cancellation);
            return 0;
        }
        finally
        {
            foreach (var ns in fleet.Namespaces) await client.DeleteAsync($"api/v1/namespaces/{ns}", CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task FillAsync(RawClient client, IEnumerable<int> numbers, CancellationToken cancellation) => RawClient.AllAsync(numbers, async (number, token) =>
    {
        await client.PostAsync(fleet.Services(number), Fleet.Service(number), token);
        await client.PostAsync(fleet.Deployments(number), fleet.Deployment(number, number + 1), token);
    }, cancellation);

    /// <summary>The controller's own policies as bodies of POST requests; the run also warms the process up.</summary>
    private async Task<List<(string Path, byte[] Body)>> LearnAsync(string kubeconfig, RawClient client, PolicyWatch watch, CancellationToken cancellation)
    {
        await using (await Controller.StartAsync(kubeconfig, options.Shards, cancellation)) await watch.UntilAsync(options.Workloads, cancellation);
        var list = await client.GetAsync(Policies, cancellation);
        await DeletePoliciesAsync(client, watch, cancellation);
        return
        [
            .. list["items"]!.AsArray().Select(item =>
            {
                var metadata = item!["metadata"]!.AsObject();
                foreach (var field in ServersFields) metadata.Remove(field);
                return ($"apis/networking.k8s.io/v1/namespaces/{metadata["namespace"]}/networkpolicies", System.Text.Encoding.UTF8.GetBytes(item.ToJsonString()));
            }),
        ];
    }

    private async Task<TimeSpan> RawAsync(RawClient client, PolicyWatch watch, List<(string Path, byte[] Body)> bodies, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        await RawClient.AllAsync(bodies, async (each, token) => await client.PostAsync(each.Path, each.Body, token), cancellation);
        var time = Stopwatch.GetElapsedTime(start);
        await watch.UntilAsync(options.Workloads, cancellation);
        await DeletePoliciesAsync(client, watch, cancellation);
        return time;
    }

    private async Task<ControllerFigures> ControllerAsync(string kubeconfig, RawClient client, PolicyWatch watch, CancellationToken cancellation)
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        await using var controller = await Controller.StartAsync(kubeconfig, options.Shards, cancellation);
        var started = Stopwatch.GetElapsedTime(start);
        await watch.UntilAsync(options.Workloads, cancellation);
        var converged = Stopwatch.GetElapsedTime(start);
        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Note("the latency");
        cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var latencies = await new LatencyScenario(options, fleet, client, watch).RunAsync(cancellation);
        var perChange = (Process.GetCurrentProcess().TotalProcessorTime - cpu) / Math.Max(1, latencies.Count);
        Note("as many workloads again");
        return new(started, converged, used, perChange, await BytesPerWorkloadAsync(client, watch, cancellation), Environment.WorkingSet, latencies);
    }

    /// <summary>What the heap grows by for each further workload: what a process needs anyway, and buffers that it keeps, are not counted.</summary>
    private async Task<double> BytesPerWorkloadAsync(RawClient client, PolicyWatch watch, CancellationToken cancellation)
    {
        await watch.QuietAsync(cancellation);
        var before = await SettledAsync(cancellation);
        await FillAsync(client, fleet.More, cancellation);
        await watch.UntilAsync(2 * options.Workloads, cancellation);
        await watch.QuietAsync(cancellation);
        return (await SettledAsync(cancellation) - before) / (double)options.Workloads;
    }

    private async Task DeletePoliciesAsync(RawClient client, PolicyWatch watch, CancellationToken cancellation)
    {
        foreach (var ns in fleet.Namespaces) await client.DeleteAsync($"apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies", cancellation);
        await watch.UntilAsync(0, cancellation);
    }

    /// <summary>Bytes that live on the managed heap at rest: pools have given back what nobody has used for a minute, and grains with nothing to do are gone.</summary>
    private static async Task<long> SettledAsync(CancellationToken cancellation)
    {
        using var glances = new PeriodicTimer(TimeSpan.FromSeconds(15));
        for (var glance = 0; glance < 13 && await glances.WaitForNextTickAsync(cancellation); glance++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static void Note(string what) => Console.Error.WriteLine($"… {what}");
}
