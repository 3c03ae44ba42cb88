using NetpolOrleans.Grains.Cluster.Tests.Harness;

namespace NetpolOrleans.Grains.Cluster.Tests;

/// <summary>Several silos over the same cluster.</summary>
public sealed class SharingTests
{
    private const int Namespaces = 6;

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task Silos_share_the_shards_and_every_reference_opens_both_sides(int shards)
    {
        await using var stage = await Stage.OpenAsync(silos: 3, Namespaces, shards);

        var view = await stage.AtRestAsync();

        var owners = stage.Ring.Namespaces.ToDictionary(ns => ns, ns => view.OwnerOf(stage.Silos.Map.ShardOf(ns)));
        Assert.Contains(Enumerable.Range(0, Namespaces), each => owners[stage.Ring.NamespaceOf(each)] != owners[stage.Ring.NamespaceOf(each + 1)]);
        Assert.Equal(3, view.Owners.Select(owner => owner.Silo).Distinct().Count());
        for (var each = 0; each < Namespaces; each++)
        {
            await stage.OpenAsync(each, each);
            await stage.OpenAsync(each, each + 1);
        }
    }
}
