using System.Globalization;
using NetpolOrleans.Failover.Tests.Harness;
using NetpolOrleans.Failover.Tests.Load;

namespace NetpolOrleans.Failover.Tests.Scenarios;

/// <summary>Replicas come and go in an orderly way: shards are listed where they go before they are let go where they were.</summary>
[Collection(Alone.Name)]
public sealed class LeaveTests
{
    [Fact]
    public async Task All_of_three_are_replaced_one_after_the_other_while_changes_arrive()
    {
        await using var theatre = await Theatre.OpenAsync(3);
        var rounds = new List<Figures> { await theatre.DisturbAsync("nothing", new HashSet<string>(), () => Pause(3)) };

        for (var ordinal = 2; ordinal >= 0; ordinal--)
        {
            rounds.Add(await theatre.DisturbAsync(
                string.Create(CultureInfo.InvariantCulture, $"SIGTERM of replica {ordinal}"), await theatre.Replicas.NamespacesOfAsync(theatre.Replicas.Find(ordinal)), async () =>
                {
                    await Pause(1);
                    theatre.Replicas.Find(ordinal).Terminate();
                    Assert.Equal(0, await theatre.Replicas.EndedAsync(ordinal));
                    await Pause(1);
                }));
            rounds.Add(await theatre.DisturbAsync(string.Create(CultureInfo.InvariantCulture, $"replica {ordinal} joins again"), null, async () =>
            {
                await theatre.Replicas.StartAsync(ordinal);
                await theatre.Replicas.SettledAsync();
                await Pause(1);
            }));
        }

        await theatre.EndedWellAsync();
        Report.Write("Rolling update of three", rounds);
        Assert.All(rounds, round => Assert.InRange(round.Worst, TimeSpan.Zero, Bounds.HandedOver));
    }

    [Fact]
    public async Task From_one_to_three_to_five_and_back_to_one_while_changes_arrive()
    {
        await using var theatre = await Theatre.OpenAsync(1);
        var (rounds, shares) = (new List<Figures>(), new List<string>());

        foreach (var (what, ordinals, joins) in new (string, int[], bool)[] { ("1 to 3", [1, 2], true), ("3 to 5", [3, 4], true), ("5 to 3", [4, 3], false), ("3 to 1", [2, 1], false) })
        {
            rounds.Add(await theatre.DisturbAsync(what, null, async () =>
            {
                await Pause(1);
                if (joins) await theatre.Replicas.StartAsync(ordinals);
                else await LeaveAsync(theatre.Replicas, ordinals);
                await theatre.Replicas.SettledAsync();
                await Pause(1);
            }));
            shares.AddRange(await Shares.TakeAsync(what, theatre));
        }

        await theatre.EndedWellAsync();
        Report.Write("Scaling 1 to 3 to 5 to 1", rounds);
        Report.Write("Shares after each step of scaling", [Shares.Head, .. shares]);
        Assert.All(rounds, round => Assert.InRange(round.Worst, TimeSpan.Zero, Bounds.HandedOver));
    }

    private static async Task LeaveAsync(Replicas replicas, int[] ordinals)
    {
        foreach (var ordinal in ordinals) replicas.Find(ordinal).Terminate();
        foreach (var ordinal in ordinals) Assert.Equal(0, await replicas.EndedAsync(ordinal));
    }

    private static Task Pause(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, World.Cancellation);
}
