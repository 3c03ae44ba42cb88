using NetpolOrleans.Failover.Tests.Harness;
using NetpolOrleans.Failover.Tests.Load;

namespace NetpolOrleans.Failover.Tests.Scenarios;

/// <summary>A replica's process stands still for a while, as on a machine that swaps or is moved, and goes on.</summary>
[Collection(Alone.Name)]
public sealed class FreezeTests
{
    private const int Victim = 1;

    [Fact]
    public async Task Frozen_for_less_than_the_vote_it_goes_on_where_it_was()
    {
        await using var theatre = await Theatre.OpenAsync(3);
        var victim = theatre.Replicas.Find(Victim);
        var before = await SilosAsync(theatre);

        var round = await theatre.DisturbAsync("SIGSTOP, SIGCONT after 3 s", await theatre.Replicas.NamespacesOfAsync(victim), async () =>
        {
            await Pause(1);
            victim.Freeze();
            await Pause(3);
            victim.Thaw();
            await Pause(2);
        });

        await theatre.Replicas.SettledAsync();
        Assert.Equal(0, theatre.Replicas.Restarts);
        if (theatre.Replicas.AllStayed) Assert.Equal(before, await SilosAsync(theatre));
        await theatre.EndedWellAsync();
        Report.Write("Frozen for less than the vote", [round]);
        Assert.InRange(round.Worst, TimeSpan.Zero, Bounds.Frozen);
    }

    [Fact]
    public async Task Frozen_until_it_is_taken_for_dead_it_writes_nothing_when_it_wakes_and_ends_itself()
    {
        await using var theatre = await Theatre.OpenAsync(3);
        var rounds = new List<Figures> { await FreezeAsync(theatre, "SIGSTOP, SIGCONT when all is quiet", wakesUnderLoad: false) };
        if (Sizes.IsFull) rounds.Add(await FreezeAsync(theatre, "SIGSTOP, SIGCONT 4 s after its death was declared", wakesUnderLoad: true));

        await theatre.EndedWellAsync();
        Assert.Equal(0, theatre.Replicas.Restarts);
        Report.Write("Frozen until it is taken for dead", rounds);
        Assert.All(rounds, round => Assert.InRange(round.Worst, TimeSpan.Zero, Bounds.Frozen));
    }

    /// <summary>Freezes it until the others have declared it dead; what it had not done yet when it froze would be undone work of others when it wakes.</summary>
    private static async Task<Figures> FreezeAsync(Theatre theatre, string what, bool wakesUnderLoad)
    {
        var victim = theatre.Replicas.Find(Victim);
        var round = await theatre.DisturbAsync(what, await theatre.Replicas.NamespacesOfAsync(victim), async () =>
        {
            await Pause(1);
            victim.Freeze();
            await theatre.Membership.UntilAsync(table => table.StatusOf(victim.Name) == "Dead", "the frozen replica is declared dead");
            if (wakesUnderLoad) await Pause(4);
            if (wakesUnderLoad) await WakeAsync(theatre);
        });
        if (!wakesUnderLoad)
        {
            await theatre.QuietAsync();
            var (woken, writes) = (TimeProvider.System.GetUtcNow(), theatre.World.Journal.Writes.Count);
            await WakeAsync(theatre);
            await Pause(1);
            if (theatre.Writers.Exist) Assert.DoesNotContain(theatre.Writers.Since(woken), write => write.Replica == victim.Name);
            else Assert.Equal(writes, theatre.World.Journal.Writes.Count);
        }

        Assert.True(victim.Said("has been declared dead") || victim.Said("told I am dead"), victim.Output); // itself, or Orleans, whoever hears of it first
        theatre.Replicas.Run(Victim);
        await theatre.Replicas.SettledAsync();
        return round;
    }

    private static async Task WakeAsync(Theatre theatre)
    {
        theatre.Replicas.Find(Victim).Thaw();
        Assert.NotEqual(0, await theatre.Replicas.EndedAsync(Victim));
    }

    private static async Task<IReadOnlyList<string?>> SilosAsync(Theatre theatre) => [.. (await theatre.Replicas.StatusesAsync()).Values.Select(status => status?.Silo)];

    private static Task Pause(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, World.Cancellation);
}
