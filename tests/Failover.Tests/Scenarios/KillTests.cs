using System.Globalization;
using NetpolOrleans.Failover.Tests.Harness;
using NetpolOrleans.Failover.Tests.Load;

namespace NetpolOrleans.Failover.Tests.Scenarios;

/// <summary>A replica's process ends without a word.</summary>
[Collection(Alone.Name)]
public sealed class KillTests
{
    [Fact]
    public async Task One_of_three_is_killed_again_and_again_while_changes_arrive()
    {
        await using var theatre = await Theatre.OpenAsync(3);
        var quiet = await theatre.DisturbAsync("nothing", new HashSet<string>(), () => Pause(3));
        var rounds = new List<Figures>();

        for (var round = 0; round < Sizes.Kills; round++)
        {
            var victim = theatre.Replicas.Find(round % 3);
            rounds.Add(await theatre.DisturbAsync(string.Create(CultureInfo.InvariantCulture, $"kill -9, round {round + 1}"), await theatre.Replicas.NamespacesOfAsync(victim), async () =>
            {
                await Pause(1);
                victim.Kill();
                await Pause(5);
            }));
            await theatre.Replicas.EndedAsync(round % 3);
            await theatre.Replicas.StartAsync(round % 3);
            await theatre.Replicas.SettledAsync();
        }

        await theatre.EndedWellAsync();
        Report.Write("kill -9 of one of three", [quiet, .. rounds]);
        Assert.All(rounds, round => Assert.InRange(round.WorstStruck, TimeSpan.Zero, Bounds.Killed));
    }

    private static Task Pause(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, World.Cancellation);
}
