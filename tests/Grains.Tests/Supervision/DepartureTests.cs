using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Supervision;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.LocalCluster.Tests;

namespace NetpolOrleans.Grains.Tests.Supervision;

/// <summary>A silo that stops, of two, with one shard.</summary>
public sealed class DepartureTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), Patience = TimeSpan.FromSeconds(2), Longest = TimeSpan.FromSeconds(15);

    private readonly ToldClock time = new(Pause);
    private readonly Silos silos = new(active: 2);
    private readonly LocalShards local = new();
    private readonly FakeCluster cluster = new();
    private readonly LogLines<Departure> log = [];
    private readonly Departure departure;

    public DepartureTests()
    {
        var (factory, grains) = FakeGrains.Create();
        grains.Add<IClusterGrain>(0L, cluster);
        local.Set(new("ns:a", "silo", true, true, 1, 1, 1, []), null, 0);
        departure = new(factory, local, silos.Owners, time, log);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_silo_without_shards_goes_at_once_and_asks_nobody()
    {
        local.Remove("ns:a");

        Assert.True(departure.StoppingAsync(Cancellation).IsCompletedSuccessfully);
        Assert.Empty(cluster.Asked);
    }

    [Fact]
    public void The_last_silo_goes_at_once_and_asks_nobody()
    {
        silos.Activate(0);

        Assert.True(departure.StoppingAsync(Cancellation).IsCompletedSuccessfully);
        Assert.Empty(cluster.Asked);
        Assert.Contains("the last one", Assert.Single(log), StringComparison.Ordinal);
    }

    [Fact]
    public void It_asks_again_and_again_until_its_shards_are_gone()
    {
        var leaving = departure.StoppingAsync(Cancellation);
        time.Advance(Pause);
        time.Advance(Pause);
        var meanwhile = (leaving.IsCompleted, cluster.Asked.Count);

        local.Remove("ns:a");
        time.Advance(Pause);

        Assert.True(leaving.IsCompletedSuccessfully);
        Assert.Equal((false, 3), meanwhile);
        Assert.Equal(3, cluster.Asked.Count);
        Assert.All(cluster.Asked, silo => Assert.Equal("10.0.0.1:11111@7", silo));
    }

    [Fact]
    public void Where_nobody_stays_to_take_them_it_does_not_wait()
    {
        cluster.Answer = () => Task.FromResult(false);

        Assert.True(departure.StoppingAsync(Cancellation).IsCompletedSuccessfully);

        Assert.Single(cluster.Asked);
        Assert.Single(local.All);
    }

    [Fact]
    public void When_the_others_go_meanwhile_it_waits_no_longer()
    {
        var leaving = departure.StoppingAsync(Cancellation);

        silos.Activate(0);
        time.Advance(Pause);

        Assert.True(leaving.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_refused_question_is_asked_again()
    {
        cluster.Answer = () => Task.FromException<bool>(new InvalidOperationException("the grain is moving"));
        var leaving = departure.StoppingAsync(Cancellation);
        cluster.Answer = () => Task.FromResult(true);

        time.Advance(Pause);
        local.Remove("ns:a");
        time.Advance(Pause);

        Assert.True(leaving.IsCompletedSuccessfully);
        Assert.Equal(2, cluster.Asked.Count);
    }

    [Fact]
    public async Task A_question_that_nobody_answers_is_asked_again()
    {
        cluster.Answer = () => new TaskCompletionSource<bool>().Task;
        var leaving = departure.StoppingAsync(Cancellation);
        cluster.Answer = () => Task.FromResult(false);
        time.Advance(Patience - Pause);
        var early = cluster.Asked.Count;

        time.Advance(Pause);
        await time.Begun.WaitAsync(Cancellation); // that nobody answered is noticed in its own time
        time.Advance(Pause);
        await leaving;

        Assert.Equal((1, 2), (early, cluster.Asked.Count));
    }

    [Fact]
    public void However_it_goes_it_waits_no_longer_than_that()
    {
        var leaving = departure.StoppingAsync(Cancellation);
        for (var waited = TimeSpan.Zero; waited < Longest - Pause; waited += Pause) time.Advance(Pause);
        var early = leaving.IsCompleted;

        time.Advance(Pause);

        Assert.True(leaving.IsCompletedSuccessfully);
        Assert.False(early);
        Assert.Single(local.All);
    }

    [Fact]
    public async Task When_the_host_waits_no_longer_it_ends_without_an_error()
    {
        using var host = new CancellationTokenSource();
        cluster.Answer = () => new TaskCompletionSource<bool>().Task;
        var leaving = departure.StoppingAsync(host.Token);

        await host.CancelAsync();

        await leaving;
        Assert.Single(cluster.Asked);
    }

    private sealed class FakeCluster : IClusterGrain
    {
        public List<string> Asked { get; } = [];

        public Func<Task<bool>> Answer { get; set; } = () => Task.FromResult(true);

        public Task<bool> Leave(string silo)
        {
            Asked.Add(silo);
            return Answer();
        }

        public Task EnsureRunning(CancellationToken cancellation) => throw new NotSupportedException();

        public Task<ClusterView?> GetView(long knownVersion, CancellationToken cancellation) => throw new NotSupportedException();

        public Task Report(ShardReport report) => throw new NotSupportedException();
    }
}
