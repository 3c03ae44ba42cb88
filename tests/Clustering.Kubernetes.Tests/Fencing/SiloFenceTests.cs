using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

public sealed class SiloFenceTests
{
    private static readonly SiloIdentity Self = TestSiloTable.Identity("silo-0", 1);
    private readonly FakeTimeProvider _time = new();
    private readonly LogLines<SiloFence> _log = [];
    private readonly SiloFence _fence;

    public SiloFenceTests() => _fence = new SiloFence(Self, Options.Create(new KubernetesClusteringOptions()), _time, _log);

    [Fact]
    public void It_is_closed_until_the_silo_is_a_member()
    {
        Assert.Equal("this silo has not joined yet", _fence.Reason);

        Observe(SiloStatus.Joining);
        Assert.False(_fence.MayWrite);

        Observe(SiloStatus.Active);
        Assert.True(_fence.MayWrite);
    }

    [Fact]
    public void It_closes_when_time_passes_without_a_reading_as_in_a_frozen_process()
    {
        Observe(SiloStatus.Active);

        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.True(_fence.MayWrite);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("this silo last knew 5.0 s ago that it is a member", _fence.Reason);
        Observe(SiloStatus.Active);
        Assert.True(_fence.MayWrite);
    }

    [Fact]
    public void A_reading_is_as_old_as_its_question()
    {
        var asked = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(30));

        _fence.Observe(Reading(SiloStatus.Active), null, asked);

        Assert.False(_fence.MayWrite);
    }

    [Fact]
    public void Once_declared_dead_it_stays_closed()
    {
        Observe(SiloStatus.Active);

        _fence.ObservePast(Reading(SiloStatus.Dead));
        Observe(SiloStatus.Active);

        Assert.Equal("this silo has been declared dead", _fence.Reason);
    }

    [Fact]
    public void A_silo_that_leaves_has_not_been_given_up()
    {
        Observe(SiloStatus.Active);

        Observe(SiloStatus.ShuttingDown);
        Assert.True(_fence.MayWrite);
        _fence.ObservePast(Reading(SiloStatus.Dead));

        Assert.Equal("this silo has left", _fence.Reason);
        Assert.Empty(_log);
    }

    [Fact]
    public void A_silo_that_is_given_up_says_so_once()
    {
        Observe(SiloStatus.Active);

        _fence.ObservePast(Reading(SiloStatus.Dead));
        Observe(SiloStatus.Dead);

        Assert.Contains("has been declared dead", Assert.Single(_log), StringComparison.Ordinal);
    }

    [Fact]
    public void A_watchs_event_opens_nothing()
    {
        _fence.ObservePast(Reading(SiloStatus.Active));

        Assert.False(_fence.MayWrite);
    }

    [Fact]
    public void A_table_that_is_not_to_be_trusted_confirms_nothing()
    {
        Observe(SiloStatus.Active);
        _time.Advance(TimeSpan.FromSeconds(6));

        _fence.Observe(Reading(SiloStatus.Active), "the table went back", _time.GetTimestamp());
        _fence.Observe(new TableReading.Absent(), "the table is gone", _time.GetTimestamp());

        Assert.False(_fence.MayWrite);
    }

    private void Observe(SiloStatus status) => _fence.Observe(Reading(status), null, _time.GetTimestamp());

    private static TableReading.Usable Reading(SiloStatus status) => new(
        TableContents.Empty(new TableClaim(null, "1"), new TableName("test", "default"), 3).With(SiloRow.From(Entries.Of(Self.Address, status), null, null)));
}
