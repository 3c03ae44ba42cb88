using NetpolOrleans.Failover.Tests.Harness;
using NetpolOrleans.Failover.Tests.Observing;

namespace NetpolOrleans.Failover.Tests.Scenarios;

/// <summary>Replicas whose clocks are minutes apart: nobody is given up for it, and nobody who is dead lives on.</summary>
[Collection(Alone.Name)]
public sealed class ClockTests
{
    private static readonly TimeSpan[] Ahead = [TimeSpan.FromMinutes(12), TimeSpan.Zero, TimeSpan.FromMinutes(-12)];

    [Fact]
    public async Task Clocks_that_are_minutes_apart_change_nothing()
    {
        Assert.SkipUnless(Clock.CanBeSet, "no C compiler (cc) to make the library that sets clocks apart");
        await using var theatre = await Theatre.OpenAsync(3, opening =>
            opening.Replicas.Setup = ordinal => new() { Environment = Clock.Ahead(Ahead[ordinal]) });

        var still = await Stillness.BeginAsync(theatre);
        await Pause(Sizes.IsFull ? 90 : 12); // past the next heartbeats; in the full run past the time after which one counts as missed
        await still.KeptAsync("with clocks apart");
        await theatre.Replicas.SettledAsync();
        Assert.Equal(0, theatre.Replicas.Restarts);
        await theatre.Membership.UntilAsync(table => table.Living.SequenceEqual(Replicas.Names(3)), "all three are members");

        foreach (var dead in new[] { 0, 2 })
        {
            var round = await theatre.DisturbAsync($"kill -9 of the one whose clock is {Ahead[dead].TotalMinutes:+0;-0} minutes off", await theatre.Replicas.NamespacesOfAsync(theatre.Replicas.Find(dead)), async () =>
            {
                await Pause(1);
                theatre.Replicas.Find(dead).Kill();
                await theatre.Membership.UntilAsync(table => !table.Living.Contains(Replicas.NameOf(dead)), "the killed replica is declared dead");
            });
            await theatre.Replicas.EndedAsync(dead);
            await theatre.Replicas.StartAsync(dead);
            await theatre.Replicas.SettledAsync();
            Assert.InRange(round.WorstStruck, TimeSpan.Zero, Bounds.Killed);
            Report.Write("Clocks apart", [round]);
        }

        Assert.Equal(0, theatre.Replicas.Restarts);
        await theatre.EndedWellAsync();
    }

    private static Task Pause(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, World.Cancellation);
}
