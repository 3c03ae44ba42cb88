using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Policies;

namespace NetpolOrleans.Grains.Tests.Watching;

/// <summary>A shard that watches one essential kind and a further one.</summary>
public sealed class ShardListingTests
{
    private readonly FakeTimeProvider time = new();
    private readonly TaskCompletionSource essential = new(), further = new();
    private readonly FeedRunner feeds = new(new WatchHealth(), CancellationToken.None);
    private readonly ShardListing listing;
    private int begun;

    public ShardListingTests()
    {
        var shard = new Shard(PolicyOptions.Default, ns => ns == "a", time);
        listing = new(shard, feeds, new(shard, null!, Turn.Now, NullLogger.Instance, time, CancellationToken.None), time, CancellationToken.None);
        Add(essential, isFurther: false);
        Add(further, isFurther: true);
    }

    [Fact]
    public async Task Where_everything_comes_soon_it_does_not_begin_without()
    {
        var finishing = listing.FinishAsync(() => begun++);

        essential.SetResult();
        further.SetResult();

        await finishing;
        time.Advance(ShardListing.Patience);
        Assert.Equal(0, begun);
    }

    [Fact]
    public async Task Without_further_kinds_it_begins_after_a_while_and_is_finished_when_they_come()
    {
        essential.SetResult();
        var began = new TaskCompletionSource();
        var finishing = listing.FinishAsync(() =>
        {
            begun++;
            began.SetResult();
        });
        time.Advance(ShardListing.Patience - TimeSpan.FromTicks(1));
        var early = begun;

        time.Advance(TimeSpan.FromTicks(1));
        await began.Task;
        var finished = finishing.IsCompleted;
        further.SetResult();

        await finishing;
        Assert.Equal((0, 1, false), (early, begun, finished));
    }

    [Fact]
    public void Without_an_essential_kind_it_never_begins()
    {
        further.SetResult();

        var finishing = listing.FinishAsync(() => begun++);
        time.Advance(ShardListing.Patience * 10);

        Assert.Equal((0, false), (begun, finishing.IsCompleted));
    }

    private void Add(TaskCompletionSource synced, bool isFurther) => feeds.Add(
        new(_ => Task.CompletedTask, synced.Task, () => new() { Scope = new(ResourceKinds.Pods) }, null) { IsFurther = isFurther }).Dispose();
}
