using NetpolOrleans.Grains.Cluster;

namespace NetpolOrleans.Grains.Tests.Cluster;

public sealed class LateShardMetricsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_late_shard_is_told_by_name_with_its_time()
    {
        var told = LateShardMetrics.Of([("ns:a", Now.AddSeconds(-12))], Now);

        Assert.Equal([(12, "ns:a")], told.Select(each => (each.Value, (string)each.Tags[0].Value!)));
    }

    [Fact]
    public void Very_many_are_told_as_one()
    {
        var late = Enumerable.Range(0, LateShardMetrics.MostNamed + 10).Select(index => ($"ns:{index:D3}", Now.AddSeconds(-index))).ToList();

        var told = LateShardMetrics.Of(late, Now).Select(each => (each.Value, (string)each.Tags[0].Value!)).ToList();

        Assert.Equal(LateShardMetrics.MostNamed + 1, told.Count);
        Assert.Equal((LateShardMetrics.MostNamed + 9, "_other"), told[^1]);
    }
}
