using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

public sealed class TableLossTests
{
    private const string Gone = "the table is gone";
    private readonly FakeTimeProvider _time = new();
    private readonly RecordedEnd _end = new();
    private readonly TableLoss _loss;

    public TableLossTests() => _loss = new TableLoss(_end, Options.Create(new KubernetesClusteringOptions()), _time, NullLogger<TableLoss>.Instance);

    [Fact]
    public void A_table_that_stays_lost_ends_the_silo_once()
    {
        Observe(Gone, seconds: 29);
        Assert.Empty(_end.Reasons);

        Observe(Gone, seconds: 2);
        Observe(Gone, seconds: 60);

        Assert.Equal("the table is gone, and no silo could restore it: this silo ends, and its restart joins or makes a new table", Assert.Single(_end.Reasons));
    }

    [Fact]
    public void A_table_that_comes_back_ends_nothing()
    {
        Observe(Gone, seconds: 20);
        Observe(null, seconds: 1);
        Observe(Gone, seconds: 20);

        Assert.Empty(_end.Reasons);
    }

    [Fact]
    public void An_api_server_that_is_away_has_lost_nothing()
    {
        Observe(Gone, seconds: 20);
        _loss.Unknown();
        _time.Advance(TimeSpan.FromMinutes(2));

        Observe(Gone, seconds: 20);

        Assert.Empty(_end.Reasons);
    }

    private void Observe(string? objection, int seconds)
    {
        _loss.Observe(objection);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        _loss.Observe(objection);
    }
}
