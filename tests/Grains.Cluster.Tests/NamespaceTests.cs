using NetpolOrleans.Grains.Cluster.Tests.Harness;

namespace NetpolOrleans.Grains.Cluster.Tests;

/// <summary>Namespaces come and go, and shards with them.</summary>
public sealed class NamespaceTests
{
    [Fact]
    public async Task Clients_policies_follow_a_namespace_that_is_deleted_and_made_again()
    {
        await using var stage = await Stage.OpenAsync(silos: 2, namespaces: 2);
        var before = await stage.AtRestAsync();

        stage.Ring.Delete(1);
        await Wait.UntilAsync(() => !stage.Ring.Exists(1), () => "the namespace is gone");
        await stage.AtRestAsync(view => !view.Namespaces.Contains(stage.Ring.NamespaceOf(1)));
        await Wait.UntilAsync(() => !stage.Journal.MaySend(stage.Ring.NamespaceOf(0), Ring.Client, stage.Ring.NamespaceOf(1), Ring.Server), () => "the client may not send there any more");
        stage.Ring.Create(1);
        await stage.OpenAsync(0, 1);
        await stage.OpenAsync(1, 0);
        var after = await stage.AtRestAsync(view => view.Namespaces.Contains(stage.Ring.NamespaceOf(1)));

        var shard = stage.Silos.Map.ShardOf(stage.Ring.NamespaceOf(1));
        Assert.NotEqual(before.EpochOf(shard)!.Epoch, after.EpochOf(shard)!.Epoch);
    }
}
