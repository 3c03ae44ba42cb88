using NetpolOrleans.Failover.Tests.Harness;
using NetpolOrleans.Failover.Tests.Load;

namespace NetpolOrleans.Failover.Tests.Scenarios;

/// <summary>Replicas that do not reach each other and all reach the API server: nobody may write what somebody else writes.</summary>
[Collection(Alone.Name)]
public sealed class PartitionTests
{
    /// <summary>A write that was allowed a moment before the death was declared may be under way; the fence reads the table anew in this time.</summary>
    private static readonly TimeSpan Underway = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task No_policy_has_two_writers_whoever_does_not_reach_whom()
    {
        await using var wires = new Wires(3);
        await using var theatre = await Theatre.OpenAsync(3, opening => opening.Replicas.Setup = wires.Of);

        Report.Write("Partitions, with the API server in reach of all",
        [
            await OneIsCutOffAsync(theatre, wires, "replica 2 is cut off both ways", () => wires.Cut([2], [0, 1])),
            await OneIsCutOffAsync(theatre, wires, "replica 2 is heard by nobody, and hears the others", () => wires.CutOneWay([2], [0, 1])),
            await TwoAreCutAsync(theatre, wires),
        ]);
        await theatre.EndedWellAsync();
    }

    /// <summary>It is voted dead, writes no more, ends itself, and joins anew once the wires are mended.</summary>
    private static async Task<Figures> OneIsCutOffAsync(Theatre theatre, Wires wires, string how, Action cut)
    {
        var (since, voted) = (Now, Now);
        var round = await theatre.DisturbAsync(how, null, async () =>
        {
            await Pause(1);
            since = Now;
            cut();
            await theatre.Membership.UntilAsync(table => !table.Living.Contains("netpol-orleans-2"), "replica 2 is declared dead");
            voted = Now;
            await Pause(4); // what the survivors and the cut-off one write now is what counts
        });

        AssertOneWriter(theatre, since);
        if (Sizes.IsFull) AssertSilent(theatre, "netpol-orleans-2", voted + Underway); // on a busy machine what is under way may be so for any time
        Assert.NotEqual(0, await theatre.Replicas.EndedAsync(2));
        wires.Mend();
        theatre.Replicas.Run(2);
        await theatre.Replicas.SettledAsync();
        return round;
    }

    /// <summary>The third reaches both, and says so to either: nobody is voted dead; what concerns both waits.</summary>
    private static async Task<Figures> TwoAreCutAsync(Theatre theatre, Wires wires)
    {
        var (since, restarts) = (Now, theatre.Replicas.Restarts);
        var round = await theatre.DisturbAsync("replicas 0 and 1 do not reach each other", null, async () =>
        {
            await Pause(1);
            since = Now;
            wires.Cut([0], [1]);
            await Pause(10); // longer than probes wait
            wires.Mend();
        });

        AssertOneWriter(theatre, since);
        await theatre.Replicas.SettledAsync();
        Assert.Equal(restarts, theatre.Replicas.Restarts);
        return round;
    }

    /// <summary>Shards move, but no policy's writers take turns: whoever another has followed does not write again.</summary>
    private static void AssertOneWriter(Theatre theatre, DateTimeOffset since)
    {
        if (!theatre.Writers.Exist) return;
        foreach (var writes in theatre.Writers.Since(since).GroupBy(write => write.Policy))
        {
            var writers = writes.Select(write => write.Replica).ToList();
            var turns = writers.Where((writer, at) => at == 0 || writers[at - 1] != writer).ToList();
            Assert.True(turns.Distinct().Count() == turns.Count, $"{writes.Key} was written by {string.Join(", ", turns)} in turn\n{theatre.Logs}");
        }
    }

    private static void AssertSilent(Theatre theatre, string replica, DateTimeOffset since)
    {
        if (!theatre.Writers.Exist) return;
        var late = theatre.Writers.Since(since).Where(write => write.Replica == replica).ToList();
        Assert.True(late.Count == 0, $"{replica} was dead since {since:HH:mm:ss.fff} and wrote {string.Join(", ", late)}");
        Assert.NotEmpty(theatre.Writers.Since(since)); // the others did write
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static Task Pause(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, World.Cancellation);
}
