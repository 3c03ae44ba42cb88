using System.Collections.Concurrent;
using System.Diagnostics;

namespace NetpolOrleans.Scenarios;

/// <summary>
/// Changes references at a steady rate and sees when both sides' policies follow: from the moment in which the request is sent to that in
/// which another watch brings the later of the two.
/// </summary>
internal sealed class LatencyScenario(ScenarioOptions options, Fleet fleet, RawClient client, PolicyWatch watch)
{
    public async Task<IReadOnlyList<TimeSpan>> RunAsync(CancellationToken cancellation)
    {
        var latencies = new ConcurrentBag<TimeSpan>();
        var changes = new List<Task>();
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / options.Rate));
        for (var change = 0; change < options.Rate * options.Seconds; change++)
        {
            await ticks.WaitForNextTickAsync(cancellation);
            changes.Add(ChangeAsync(change, latencies, cancellation));
        }

        await Task.WhenAll(changes);
        return [.. latencies.Order()];
    }

    private async Task ChangeAsync(int change, ConcurrentBag<TimeSpan> latencies, CancellationToken cancellation)
    {
        var number = change % options.Workloads;
        var target = (number + 7 + (31 * (1 + (change / options.Workloads)))) % options.Workloads;
        var deployment = await client.GetAsync($"{fleet.Deployments(number)}/{Fleet.NameOf(number)}", cancellation);
        deployment["spec"] = fleet.Deployment(number, target)["spec"]!.DeepClone();
        deployment["metadata"]!.AsObject().Remove("resourceVersion"); // its status may change meanwhile
        var both = Task.WhenAll(
            watch.Until($"{fleet.NamespaceOf(number)}/deployment-{Fleet.NameOf(number)}", Fleet.NameOf(target)),
            watch.Until($"{fleet.NamespaceOf(target)}/deployment-{Fleet.NameOf(target)}", Fleet.NameOf(number)));
        var sent = Stopwatch.GetTimestamp();
        await client.PutAsync($"{fleet.Deployments(number)}/{Fleet.NameOf(number)}", deployment, cancellation);
        latencies.Add(Stopwatch.GetElapsedTime(sent, (await both.WaitAsync(cancellation)).Max()));
    }
}
