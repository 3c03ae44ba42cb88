using System.Globalization;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Silo.Health;

namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>The replicas of one controller, as a StatefulSet keeps them.</summary>
internal sealed class Replicas(World world) : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    private readonly SortedDictionary<int, Replica> running = [];
    private readonly List<Replica> all = [], given = [];
    private readonly Dictionary<string, string> pods = new(StringComparer.Ordinal);

    /// <summary>How the replica of an ordinal is started; as usual where nothing else is said.</summary>
    public Func<int, Setup> Setup { get; set; } = _ => new();

    /// <summary>
    /// How often a replica ended by itself and was started again, as a kubelet would: it had been taken for dead, and was not. One that let probes of others wait for
    /// too long had no processor to answer, and is not counted; in the large run, alone on its machine, it is.
    /// </summary>
    public int Restarts => given.Count(replica => Sizes.IsFull || !all.Any(other => other.MissedProbesOf(replica)));

    /// <summary>Whether none ended by itself.</summary>
    public bool AllStayed => given.Count == 0;

    /// <summary>Those whose process has not been ended by the test, in the order of their names.</summary>
    public IReadOnlyCollection<Replica> Running => running.Values;

    /// <summary>Starts one, in a new pod of its name.</summary>
    public async Task<Replica> StartAsync(int ordinal)
    {
        var name = NameOf(ordinal);
        if (pods.Remove(name)) await world.DeletePodAsync(name);
        pods[name] = await world.CreatePodAsync(name, "127.0.0.1", Setup(ordinal).Owner);
        return Run(ordinal);
    }

    /// <summary>Starts one again in the pod that it had, as a kubelet does with a container that ended.</summary>
    public Replica Run(int ordinal)
    {
        var setup = Setup(ordinal);
        running[ordinal] = Replica.Start(
            setup.Assembly, NameOf(ordinal), pods[NameOf(ordinal)], "127.0.0.1", setup.SiloPort, setup.Kubeconfig ?? world.Kubeconfig, setup.Environment);
        all.Add(running[ordinal]);
        return running[ordinal];
    }

    /// <summary>Starts so many, none waiting for another.</summary>
    public async Task StartAsync(IEnumerable<int> ordinals)
    {
        foreach (var ordinal in ordinals) await StartAsync(ordinal);
    }

    public Replica Find(int ordinal) => running[ordinal];

    /// <summary>Takes one out after its process was told to end.</summary>
    public async Task<int> EndedAsync(int ordinal)
    {
        running.Remove(ordinal, out var replica);
        var code = await replica!.ExitAsync();
        await replica.DisposeAsync();
        return code;
    }

    /// <summary>
    /// Waits until the replicas that run see each other and nobody else, and every shard is on exactly one of them, listed, and may narrow: the
    /// one to which it is assigned.
    /// </summary>
    public async Task SettledAsync()
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(World.Cancellation);
        bound.CancelAfter(Bounds.Patience);
        var missing = "";
        while (!bound.IsCancellationRequested)
        {
            await KeepRunningAsync();
            var statuses = await StatusesAsync();
            missing = Missing(statuses);
            if (missing.Length == 0) return;
            await Task.Delay(Glance, TimeProvider.System, bound.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        World.Cancellation.ThrowIfCancellationRequested();
        Assert.Fail($"The replicas did not settle: {missing}\n{string.Join("\n\n", running.Values.Select(replica => $"--- {replica.Name}{(replica.HasExited ? " (ended)" : "")}\n{replica.Output}"))}");
    }

    /// <summary>Waits until something is so of what the replicas say of themselves, null where one does not answer.</summary>
    public async Task UntilAsync(Func<IReadOnlyDictionary<string, ReplicaStatus?>, bool> isSo, string what)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(World.Cancellation);
        bound.CancelAfter(Bounds.Patience);
        while (!bound.IsCancellationRequested)
        {
            if (isSo(await StatusesAsync())) return;
            await Task.Delay(Glance, TimeProvider.System, bound.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        World.Cancellation.ThrowIfCancellationRequested();
        Assert.Fail($"It did not come true that {what}\n{string.Join("\n\n", running.Values.Select(replica => $"--- {replica.Name}\n{replica.Output}"))}");
    }

    /// <summary>What each says of itself, null where it does not answer.</summary>
    public async Task<IReadOnlyDictionary<string, ReplicaStatus?>> StatusesAsync()
    {
        var asked = running.Values.ToDictionary(replica => replica.Name, replica => replica.StatusAsync(World.Cancellation));
        await Task.WhenAll(asked.Values);
        var answers = new SortedDictionary<string, ReplicaStatus?>(StringComparer.Ordinal);
        foreach (var (name, answer) in asked) answers[name] = await answer;
        return answers;
    }

    /// <summary>The namespaces whose shards a replica has.</summary>
    public async Task<IReadOnlySet<string>> NamespacesOfAsync(Replica replica) =>
        (await replica.StatusAsync(World.Cancellation))?.Shards.Select(shard => ShardMap.NamespaceOf(shard.Shard)).OfType<string>().ToHashSet(StringComparer.Ordinal) ?? [];

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in running.Values) await replica.DisposeAsync();
        foreach (var pod in pods.Keys) await world.DeletePodAsync(pod);
    }

    private async Task KeepRunningAsync()
    {
        foreach (var (ordinal, replica) in running.Where(each => each.Value.HasExited).ToList())
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{replica.Name} ended by itself and is started again:\n{string.Join('\n', replica.Output.Split('\n').Where(line => line.Contains("dead", StringComparison.OrdinalIgnoreCase)).Take(3))}");
            await replica.DisposeAsync();
            given.Add(replica);
            Run(ordinal);
        }
    }

    /// <summary>The names of so many.</summary>
    public static IEnumerable<string> Names(int count) => Enumerable.Range(0, count).Select(NameOf);

    public static string NameOf(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"netpol-orleans-{ordinal}");

    private static string Missing(IReadOnlyDictionary<string, ReplicaStatus?> statuses)
    {
        if (statuses.FirstOrDefault(each => each.Value is null) is { Key: { } silent }) return $"{silent} does not answer";
        if (statuses.FirstOrDefault(each => each.Value!.Missing.Count > 0) is { Key: { } unready, Value: var status }) return $"{unready}: {status!.Missing[0]}";
        if (statuses.FirstOrDefault(each => each.Value!.Silos.Count != statuses.Count) is { Key: { } blind, Value: var sees }) return $"{blind} sees {sees!.Silos.Count} replicas of {statuses.Count}";
        var shards = statuses.Values.SelectMany(each => each!.Shards).ToList();
        if (shards.FirstOrDefault(shard => !shard.MayNarrow) is { } widening) return $"shard {widening.Shard} only widens";
        if (shards.GroupBy(shard => shard.Shard).FirstOrDefault(each => each.Count() > 1) is { } twice) return $"shard {twice.Key} runs twice";
        var owners = statuses.Values.MaxBy(each => each!.ViewVersion)!.Owners;
        if (owners.Count != shards.Count) return $"{shards.Count} shards of {owners.Count} run";
        var wanted = owners.ToDictionary(owner => owner.Shard, owner => SiloAddress.FromParsableString(owner.Silo).ToString(), StringComparer.Ordinal);
        return shards.FirstOrDefault(shard => shard.Silo != wanted.GetValueOrDefault(shard.Shard)) is { } strayed ? $"shard {strayed.Shard} is not where it is to be" : "";
    }
}
