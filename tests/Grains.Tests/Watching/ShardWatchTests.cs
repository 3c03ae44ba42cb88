using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Policies;

namespace NetpolOrleans.Grains.Tests.Watching;

/// <summary>A shard's streams, here two that the test runs.</summary>
public sealed class ShardWatchTests : IDisposable
{
    private readonly Stream first = new(), second = new();
    private readonly ShardWatch watch;
    private int chosen;

    public ShardWatchTests()
    {
        var time = new FakeTimeProvider();
        var shard = new Shard(PolicyOptions.Default, _ => true, time);
        watch = new(shard, Choose, post => new(null!, "a", _ => true, null!, shard, post, time, NullLogger.Instance), stopping => new(new WatchHealth(), stopping),
            (post, stopping) => new(shard, null!, post, NullLogger.Instance, time, stopping));

        IReadOnlyList<Feed> Choose(ShardFeeds sources)
        {
            chosen++;
            return [first.Feed, second.Feed];
        }
    }

    public void Dispose() => watch.Dispose();

    [Fact]
    public void Nothing_streams_before_it_is_started()
    {
        Assert.Equal((0, 0), (chosen, watch.Feeds.Count));
    }

    [Fact]
    public async Task Its_streams_start_once()
    {
        watch.Start();
        watch.Start();
        await first.Running;
        await second.Running;

        Assert.Equal((1, 2), (chosen, watch.Feeds.Count));
        Assert.Equal((1, 1), (first.Starts, second.Starts));
    }

    [Fact]
    public async Task It_is_listed_when_all_of_them_are()
    {
        watch.Start();
        first.Synced.SetResult();
        var early = watch.Feeds.Synced.IsCompleted;

        second.Synced.SetResult();

        await watch.Feeds.Synced;
        Assert.False(early);
    }

    [Fact]
    public async Task It_has_stopped_when_its_streams_have_ended()
    {
        watch.Start();
        await first.Running;
        first.Lingers = new();

        var stopping = watch.StopAsync();
        await first.Stopping;
        var early = stopping.IsCompleted;
        first.Lingers.SetResult();
        await stopping;

        Assert.False(early);
    }

    [Fact]
    public async Task Streams_that_fail_as_they_end_do_not_keep_it()
    {
        watch.Start();
        await first.Running;
        first.Lingers = new();
        first.Lingers.SetException(new InvalidOperationException("lost"));

        await watch.StopAsync();
    }

    [Fact]
    public async Task What_they_bring_runs_in_its_turn_until_it_stops()
    {
        var brought = 0;
        await watch.PostAsync(() => brought++);

        await watch.StopAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch.PostAsync(() => brought++));
        Assert.Equal(1, brought);
    }

    [Fact]
    public async Task What_comes_when_it_is_long_gone_is_called_off_and_no_error()
    {
        await watch.StopAsync();
        watch.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch.PostAsync(() => { }));
    }

    /// <summary>A stream that ends when it is told to, or some time after.</summary>
    private sealed class Stream
    {
        private readonly TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously), stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Synced { get; } = new();

        public TaskCompletionSource? Lingers { get; set; }

        public int Starts { get; private set; }

        public Task Running => running.Task;

        public Task Stopping => stopping.Task;

        public Feed Feed => new(RunAsync, Synced.Task, () => new() { Scope = new(ResourceKinds.Pods) }, null);

        private async Task RunAsync(CancellationToken stop)
        {
            Starts++;
            using var told = stop.Register(stopping.SetResult);
            running.SetResult();
            await Stopping;
            if (Lingers is { } lingers) await lingers.Task;
        }
    }
}
