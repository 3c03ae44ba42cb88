using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Abstractions.Watching;
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
    private readonly Shard shard;
    private readonly ShardListing listing;
    private string? position;
    private int begun;

    public ShardListingTests()
    {
        shard = new Shard(PolicyOptions.Default, ns => ns == "a", time);
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

    [Fact]
    public async Task One_that_has_moved_here_waits_until_its_streams_are_as_far_as_they_were()
    {
        position = "41";
        essential.SetResult();
        further.SetResult();
        var finishing = listing.FinishAsync(() => begun++, Before(new CarriedPosition("pods", "42")));
        time.Advance(ShardListing.LongestLag / 2);
        var early = finishing.IsCompleted;

        position = "42";
        time.Advance(ShardListing.LongestLag / 4);

        await finishing;
        Assert.False(early);
    }

    [Fact]
    public async Task Streams_that_stay_behind_are_waited_for_in_vain_for_a_while_only()
    {
        position = "41";
        essential.SetResult();
        further.SetResult();
        var finishing = listing.FinishAsync(() => begun++, Before(new CarriedPosition("pods", "42")));

        while (!finishing.IsCompleted) time.Advance(TimeSpan.FromMilliseconds(10));

        await finishing;
    }

    [Fact]
    public async Task One_that_has_moved_here_knows_what_its_pods_hold_though_no_object_says_it()
    {
        var workload = Objects.Deployment("a", "client");
        shard.Set(workload.Key, workload);
        shard.Settle();
        var lingering = new Shard(PolicyOptions.Default, ns => ns == "a", time);
        lingering.Set(workload.Key, Objects.Deployment("a", "client", ("SERVER_HOST", "server.b")));
        lingering.Settle();
        lingering.Revisions.Linger(workload.Key, [.. lingering.Model.ContextOf(workload.Key)!.References.Select(each => each.Reference)]);
        essential.SetResult();
        further.SetResult();

        await listing.FinishAsync(() => begun++, Before() with { Lingering = lingering.Lingering });
        shard.Settle();

        Assert.NotEmpty(lingering.Lingering);
        Assert.Equal(lingering.Lingering, shard.Lingering);
        Assert.NotEmpty(shard.Model.ClaimsOf(workload.Key));
    }

    private static CarriedWatcher Before(params CarriedPosition[] positions) =>
        new(CarriedWatcher.CurrentFormat, Guid.NewGuid(), 1, 1, 1, [], [], [], [], [], [], [], [.. positions], null);

    private void Add(TaskCompletionSource synced, bool isFurther) => feeds.Add(
        new(_ => Task.CompletedTask, synced.Task, () => new() { Scope = new(ResourceKinds.Pods), Position = position }, null) { IsFurther = isFurther }).Dispose();
}
