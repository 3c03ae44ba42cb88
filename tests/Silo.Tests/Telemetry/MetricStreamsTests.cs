using NetpolOrleans.Silo.Telemetry;
using OpenTelemetry.Metrics;

namespace NetpolOrleans.Silo.Tests.Telemetry;

public sealed class MetricStreamsTests
{
    [Theory]
    [InlineData("rest_client_requests", 2_000)]
    [InlineData("netpol.workloads", 251 * 9)]
    [InlineData("orleans-networking-sockets-opened", 200)]
    public void A_stream_that_is_no_histogram_has_room_for_its_series(string instrument, int series)
    {
        var stream = MetricStreams.Of(instrument);

        Assert.IsType<MetricStreamConfiguration>(stream); // one for histograms is ignored by counters, which then take room for 2,000
        Assert.Equal(series, stream.CardinalityLimit);
    }

    [Fact]
    public void A_histogram_has_its_own_buckets()
    {
        var stream = Assert.IsType<ExplicitBucketHistogramConfiguration>(MetricStreams.Of("netpol.reconcile.duration"));

        Assert.Equal((30d, 200), (stream.Boundaries!.Last(), stream.CardinalityLimit));
    }
}
