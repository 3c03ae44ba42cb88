using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Policies;

namespace NetpolOrleans.Grains.Tests.Watching;

public sealed class ShardConditionTests
{
    private static readonly Clearance Partial = new(true, ["ns:b"], ["b"]);

    private readonly FakeTimeProvider time = new();
    private readonly Shard shard;
    private readonly FeedRunner feeds = new(new WatchHealth(), CancellationToken.None);
    private readonly ShardCondition condition;

    public ShardConditionTests()
    {
        shard = new(PolicyOptions.Default, ns => ns == "a", time);
        condition = new("ns:a", new Silos(active: 1).Owners, shard, feeds, new(shard, null!, Turn.Now, NullLogger.Instance, time, CancellationToken.None), time);
    }

    [Fact]
    public void It_says_what_the_shard_does_and_since_when()
    {
        var began = time.GetUtcNow();
        var listing = condition.Of(listed: false, Clearance.None);
        time.Advance(TimeSpan.FromSeconds(5));
        var still = condition.Of(listed: false, Clearance.None);
        var widening = condition.Of(listed: true, Clearance.None);
        time.Advance(TimeSpan.FromSeconds(5));
        var partial = condition.Of(listed: true, Partial);
        var settled = condition.Of(listed: true, Clearance.Full);

        Assert.Equal(["Listing", "Listing", "Widening", "Partial", "Settled"], new[] { listing, still, widening, partial, settled }.Select(status => status.State));
        Assert.Equal([0, 0, 5, 10, 10], new[] { listing, still, widening, partial, settled }.Select(status => (status.Since - began).TotalSeconds));
        Assert.Equal(["ns:b"], partial.GoesOnWithout!);
    }

    [Fact]
    public void What_waits_to_be_handed_over_is_lag_once_the_shard_is_listed()
    {
        shard.MarkDirty(new("a", "Deployment", "w"));
        time.Advance(TimeSpan.FromSeconds(2));
        shard.MarkDirty(new("a", "Deployment", "v"));

        var (listing, listed) = (condition.Of(listed: false, Clearance.None).LagSeconds, condition.Of(listed: true, Clearance.None).LagSeconds);
        shard.TakeDirty();

        Assert.Equal((0, 2), (listing, listed));
        Assert.Equal(0, condition.Of(listed: true, Clearance.None).LagSeconds);
    }

    [Fact]
    public void So_is_a_batch_that_is_being_worked_on()
    {
        Add(new() { Scope = new(ResourceKinds.Pods), Lag = TimeSpan.FromSeconds(1) });
        Add(new() { Scope = new(ResourceKinds.Services), Lag = TimeSpan.FromSeconds(3) });

        Assert.Equal(3, condition.Of(listed: false, Clearance.None).LagSeconds);
    }

    [Fact]
    public void What_keeps_it_is_told_in_few_words()
    {
        var before = condition.Trouble("it is being listed");
        for (var index = 0; index < 5; index++) Add(new() { Scope = new(ResourceKinds.Pods, "a"), State = ReflectorState.Waiting, LastError = $"forbidden {index}" });

        Assert.Equal("it is being listed", before);
        Assert.Equal(3, condition.Trouble("it is being listed")!.Split("; ").Length);
        Assert.Contains("forbidden 0", condition.Trouble(null), StringComparison.Ordinal);
    }

    private void Add(ReflectorStatus status) => feeds.Add(new(_ => Task.CompletedTask, Task.CompletedTask, () => status, null)).Dispose();
}
