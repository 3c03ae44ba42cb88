namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// A shard's streams and what they have brought, and the look at its running pods. It is begun ahead of the shard's grain where that is about to move here, so that everything
/// is listed before the grain lets go where it was; the grain then takes it over.
/// </summary>
internal sealed class ShardWatch : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationToken stop;
    private readonly Func<ShardFeeds, IReadOnlyList<Feed>> choose;
    private bool started;

    /// <param name="shard">What its streams bring is kept in.</param>
    /// <param name="choose">Which streams there are.</param>
    /// <param name="sourcesOf">Makes its streams, given how they post what they bring.</param>
    /// <param name="feedsOf">Makes what runs them, given when it ends.</param>
    /// <param name="straysOf">Makes what looks at the running pods, given how it posts what it finds, and when it ends.</param>
    public ShardWatch(
        Shard shard, Func<ShardFeeds, IReadOnlyList<Feed>> choose, Func<Func<Action, Task>, ShardFeeds> sourcesOf, Func<CancellationToken, FeedRunner> feedsOf,
        Func<Func<Action, Task>, CancellationToken, StrayPods> straysOf)
    {
        (Shard, this.choose, stop) = (shard, choose, stopping.Token);
        Sources = sourcesOf(PostAsync);
        Feeds = feedsOf(stop);
        Strays = straysOf(PostAsync, stop);
    }

    public Shard Shard { get; }

    public ShardFeeds Sources { get; }

    public FeedRunner Feeds { get; }

    public StrayPods Strays { get; }

    public Turns Turns { get; } = new();

    /// <summary>Starts the streams, once.</summary>
    public void Start()
    {
        if (started) return;
        started = true;
        foreach (var feed in choose(Sources)) Feeds.Add(feed);
    }

    /// <summary>Starts the streams ahead of the shard's grain; done when everything is listed, and looked at.</summary>
    public async Task ListAsync()
    {
        Start();
        await Feeds.Synced;
        await Strays.LookAsync();
        await PostAsync(Shard.Model.Read); // so that the grain need not
    }

    /// <summary>Runs an action in its turn; cancelled once it has stopped.</summary>
    public Task PostAsync(Action action) => Turns.PostAsync(action, stop);

    /// <summary>Ends the streams.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await Feeds.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();
}
