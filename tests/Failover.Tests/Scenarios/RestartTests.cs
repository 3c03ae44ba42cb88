using System.Diagnostics;
using NetpolOrleans.Failover.Tests.Harness;
using NetpolOrleans.Failover.Tests.Load;

namespace NetpolOrleans.Failover.Tests.Scenarios;

/// <summary>No replica is left, and then all are back.</summary>
[Collection(Alone.Name)]
public sealed class RestartTests
{
    [Fact]
    public async Task All_are_killed_at_once_and_started_again_while_changes_arrive()
    {
        await using var theatre = await Theatre.OpenAsync(3);
        var (before, started) = (theatre.World.Journal.Writes.Count, 0L);

        var changes = await theatre.Churn.DuringAsync(async () =>
        {
            await Pause(1);
            foreach (var replica in theatre.Replicas.Running) replica.Kill();
            foreach (var ordinal in (int[])[0, 1, 2]) await theatre.Replicas.EndedAsync(ordinal);
            await Pause(2);
            started = Stopwatch.GetTimestamp();
            foreach (var ordinal in (int[])[0, 1, 2]) theatre.Replicas.Run(ordinal);
            await theatre.Replicas.SettledAsync();
            await Pause(1);
        });

        await theatre.EndedWellAsync();
        var all = changes.SelectMany(change => change.Namespaces).ToHashSet(StringComparer.Ordinal);
        var rounds = new[]
        {
            Figures.Of("made while none ran", changes.Where(change => change.At < started), all, 0),
            Figures.Of("made after they were started again", changes.Where(change => change.At >= started), all, theatre.World.Journal.Writes.Count - before),
        };
        Report.Write("All killed at once", rounds);
        Assert.All(rounds, round => Assert.Equal(0, round.Lost));
        Assert.InRange(rounds[1].Worst, TimeSpan.Zero, Bounds.Restarted); // the first was made in the moment of the start
    }

    private static Task Pause(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, World.Cancellation);
}
