using NetpolOrleans.EndToEnd.Tests.Harness;

namespace NetpolOrleans.EndToEnd.Tests.Chaos;

/// <summary>Whatever happens to the API server and its watches amid a stream of changes, the policies end as the objects call for.</summary>
public sealed class ChaosTests
{
    private const int Rounds = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Restarts_cut_watches_and_compactions_lose_nothing(int seed)
    {
        await using var stage = await Stage.LocalAsync();
        await stage.StartControllerAsync();
        var world = new RandomWorld(stage, new Random(seed));
        await world.CreateNamespacesAsync();

        for (var round = 0; round < Rounds; round++)
        {
            world.Change();
            await HarmAsync(stage, world.Dice(15));
        }

        world.ReplaceAllPods();
        await world.SentinelsAsync("first", world.ReplaceAllPods); // again: pods that came before the controller saw a ConfigMap change may hold its old value
        var before = world.PolicyVersions(without: "second");
        await world.SentinelsAsync("second");
        Assert.Equal(before, world.PolicyVersions(without: "second"));
    }

    [Fact]
    public async Task Lost_watches_over_a_converged_cluster_cause_no_write()
    {
        await using var stage = await Stage.LocalAsync();
        await stage.StartControllerAsync();
        var world = new RandomWorld(stage, new Random(7));
        await world.CreateNamespacesAsync();
        for (var round = 0; round < Rounds; round++) world.Change();
        world.ReplaceAllPods();
        await world.SentinelsAsync("first", world.ReplaceAllPods); // again: pods that came before the controller saw a ConfigMap change may hold its old value
        var before = world.PolicyVersions(without: "second");

        stage.Local!.Compact();
        stage.Local.CloseWatches();
        await stage.Local.RestartAsync(TestContext.Current.CancellationToken);
        await world.SentinelsAsync("second");

        Assert.Equal(before, world.PolicyVersions(without: "second"));
    }

    private static async Task HarmAsync(Stage stage, int dice)
    {
        if (dice is 0 or 1) stage.Local!.CloseWatches();
        if (dice is 1 or 2) stage.Local!.Compact();
        if (dice is 2) stage.Local!.CloseWatches();
        if (dice is 3) await stage.Local!.RestartAsync(TestContext.Current.CancellationToken);
    }
}
