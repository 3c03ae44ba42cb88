using NetpolOrleans.Failover.Tests.Load;
using NetpolOrleans.Failover.Tests.Observing;

namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>A cluster with a fleet of workloads and replicas of the controller, on which disturbances are tried.</summary>
internal sealed class Theatre : IAsyncDisposable
{
    /// <summary>Changes that waited longer are named in the test's output.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(0.5);

    private Theatre(World world)
    {
        (World, Fleet, Replicas) = (world, new(world), new(world));
        Churn = new(world, Fleet);
        (Membership, Writers) = (new(world.Api), new(world.Local));
    }

    public World World { get; }

    public Fleet Fleet { get; }

    public Replicas Replicas { get; }

    public Churn Churn { get; }

    /// <summary>The replicas' membership object.</summary>
    public Membership Membership { get; }

    /// <summary>Who wrote which policy.</summary>
    public Writers Writers { get; }

    /// <summary>Opens it with so many replicas, settled over a converged fleet.</summary>
    /// <param name="replicas">How many.</param>
    /// <param name="prepare">Runs before they are started.</param>
    public static async Task<Theatre> OpenAsync(int replicas, Action<Theatre>? prepare = null)
    {
        var theatre = new Theatre(await World.OpenAsync());
        try
        {
            await theatre.Fleet.CreateAsync();
            prepare?.Invoke(theatre);
            await theatre.Replicas.StartAsync(Enumerable.Range(0, replicas));
            await theatre.Replicas.SettledAsync();
            await theatre.World.Journal.UntilAsync(() => theatre.World.Journal.Policies >= Fleet.Count, "every workload has a policy", World.Cancellation);
            await Converged.ReachedAsync(theatre.World);
            return theatre;
        }
        catch
        {
            await theatre.DisposeAsync();
            throw;
        }
    }

    /// <summary>Disturbs while changes arrive, and returns what became of them.</summary>
    /// <param name="what">The disturbance, for the table.</param>
    /// <param name="struck">The namespaces whose delay the disturbance may lengthen; null for all.</param>
    /// <param name="disturbance">It.</param>
    public async Task<Figures> DisturbAsync(string what, IReadOnlySet<string>? struck, Func<Task> disturbance)
    {
        var before = World.Journal.Writes.Count;
        var changes = await Churn.DuringAsync(disturbance);
        var figures = Figures.Of(what, changes, struck ?? Enumerable.Range(0, Sizes.Namespaces).Select(Fleet.NamespaceOf).ToHashSet(), World.Journal.Writes.Count - before);
        TestContext.Current.TestOutputHelper?.WriteLine(figures.ToString());
        foreach (var slow in changes.Where(change => change.Delay > Slow).OrderByDescending(change => change.Delay).Take(5))
            TestContext.Current.TestOutputHelper?.WriteLine(slow.ToString());
        if (figures.Lost > 0)
            Assert.Fail($"{what}: without policy remained {string.Join("; ", changes.Where(change => change.Delay is null).Take(5).Select(change => change.What))}\n{Logs}");
        return figures;
    }

    /// <summary>Waits until no policy has been written for a while, not even for what lingers.</summary>
    public async Task QuietAsync()
    {
        for (var writes = -1; writes != World.Journal.Writes.Count;)
        {
            writes = World.Journal.Writes.Count;
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, World.Cancellation);
        }
    }

    /// <summary>What must be so at the end of everything: the policies are right (I1), nothing was cut (I2), and no write left things as they were.</summary>
    public async Task EndedWellAsync()
    {
        await Converged.ReachedAsync(World);
        var cuts = Cuts.In(await World.Journal.MomentsAsync());
        if (cuts.Count > 0) Assert.Fail($"{cuts.Count} connections were cut:\n{string.Join('\n', cuts.Take(10))}\n{History(cuts)}\n{Logs}");
        Assert.DoesNotContain(World.Journal.Writes, write => write.ChangesNothing);
    }

    /// <summary>Who wrote the policies of which cuts speak, and when.</summary>
    private string History(IEnumerable<string> cuts) => Writers.Exist
        ? string.Join('\n', Writers.Since(DateTimeOffset.MinValue).Where(write => cuts.Any(cut => cut.Contains($" of {write.Policy}:", StringComparison.Ordinal))).Select(write => $"{write.At:HH:mm:ss.fff} {write.Replica} wrote {write.Policy}"))
        : "";

    /// <summary>What the replicas said last.</summary>
    public string Logs => string.Join("\n\n", Replicas.Running.Select(replica => $"--- {replica.Name}\n{replica.Output}"));

    public async ValueTask DisposeAsync()
    {
        await Replicas.DisposeAsync();
        if (!World.PodsRun) await Fleet.DeleteAsync();
        await World.DisposeAsync();
    }
}
