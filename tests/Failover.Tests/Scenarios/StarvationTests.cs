using NetpolOrleans.Failover.Tests.Harness;
using NetpolOrleans.Failover.Tests.Load;

namespace NetpolOrleans.Failover.Tests.Scenarios;

/// <summary>All cores are taken by others: slow is not dead.</summary>
[Collection(Alone.Name)]
public sealed class StarvationTests
{
    [Fact]
    public async Task With_every_core_taken_no_replica_is_declared_dead()
    {
        await using var theatre = await Theatre.OpenAsync(3);
        var before = await SilosAsync(theatre);

        using var busy = new BusyLoops(4 * Environment.ProcessorCount);
        var round = await theatre.DisturbAsync($"{busy.Count} busy loops on {Environment.ProcessorCount} cores for {Sizes.Starvation.TotalSeconds:N0} s", null,
            () => Task.Delay(Sizes.Starvation, TimeProvider.System, World.Cancellation));
        var during = await theatre.Replicas.StatusesAsync();
        busy.Dispose();

        await theatre.Replicas.SettledAsync();
        Assert.Equal(0, theatre.Replicas.Restarts);
        if (theatre.Replicas.AllStayed) Assert.Equal(before, await SilosAsync(theatre));
        if (theatre.Replicas.AllStayed) Assert.All(during.Values, status => Assert.True(status is null || status.Silos.Count == 3));
        await theatre.EndedWellAsync();
        Report.Write("Every core taken by others", [round]);
    }

    private static async Task<IReadOnlyList<string?>> SilosAsync(Theatre theatre) => [.. (await theatre.Replicas.StatusesAsync()).Values.Select(status => status?.Silo)];
}
