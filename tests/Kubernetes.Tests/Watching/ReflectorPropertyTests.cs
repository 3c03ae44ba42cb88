using CsCheck;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Tests.Watching;

/// <summary>Whatever happens on the way, in the end the store equals the server; nothing is told twice and nothing is lost.</summary>
public sealed class ReflectorPropertyTests
{
    private static readonly int[] Codes = [0, 401, 403, 429, 500, 503, 504];

    /// <summary>Runs per case; NETPOL_TEST_RUNS asks for more. A failure prints its seed, and CsCheck_Seed runs it again.</summary>
    private static readonly int Runs = int.TryParse(Environment.GetEnvironmentVariable("NETPOL_TEST_RUNS"), out var runs) ? runs : 1_000;

    /// <summary>A tenth of a second by the fast clock.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2_000);

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (8, Gen.Int[0, 5].Select(name => new Step($"put {name}", s => s.Put($"o{name}")))),
        (2, Gen.Int[0, 5].Select(name => new Step($"touch {name}", s => s.Touch($"o{name}")))),
        (3, Gen.Int[0, 5].Select(name => new Step($"delete {name}", s => s.Delete($"o{name}")))),
        (1, Gen.Const(new Step("bookmark", s => s.Bookmark()))),
        (1, Gen.Const(new Step("compact", s => s.Compact()))),
        (1, Gen.Const(new Step("close", s => s.CloseAll()))),
        (1, Gen.Const(new Step("cut", s => s.CutAll()))),
        (1, Gen.Const(new Step("half a line", s => s.SendHalfLine()))),
        (1, Gen.Const(new Step("garbage", s => s.SendGarbage()))),
        (1, Gen.Const(new Step("garble", s => s.GarbleNext()))),
        (1, Gen.Const(new Step("expire a page", s => s.ExpireNextPage()))),
        (1, Gen.Const(new Step("410", s => s.SendError(410)))),
        (1, Gen.Const(new Step("500", s => s.SendError(500)))),
        (1, Gen.Int[1, 4].Select(writes => new Step($"bookmark {writes} late", s => s.Bookmark(writes)))),
        (1, Gen.Int[1, 4].Select(writes => new Step($"lag {writes}", s => s.LagNext(writes)))),
        (1, Gen.Int[2, 5].Select(writes => new Step($"bookmark {writes} late, then cut", s =>
        {
            s.Bookmark(writes);
            s.CutAll();
        }))),
        (1, Gen.Int[1, 4].Select(writes => new Step($"410, then lag {writes}", s =>
        {
            s.LagNext(writes);
            s.SendError(410);
        }))),
        (1, Gen.Int[0, 5].Select(name => new Step($"spoil {name}", s => s.Spoil($"o{name}")))),
        (1, Gen.Const(new Step("silence", s => s.Silence()))),
        (1, Gen.Int[0, 6].Select(i => new Step("fail", s => s.FailNext(Codes[i])))),
        (2, Gen.Const(new Step("breathe", null))));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Any_schedule_ends_with_the_store_equal_to_the_server(bool streaming) =>
        Gen.Select(Steps.List[1, 60], Gen.Int[0, 3]).SampleAsync(run => RunAsync(run.Item1, run.Item2, streaming), iter: Runs);

    private static async Task RunAsync(List<Step> schedule, int refusals, bool streaming)
    {
        var server = new ModelServer(streaming);
        using var connection = server.Connect(new FastClock());
        var consumer = new RecordingConsumer<ConfigMap> { Refuses = refusals };
        var told = new TimeArrow();
        var reflector = new Reflector<ConfigMap>(
            connection, new WatchScope(ResourceKinds.ConfigMaps, "shop"), Projectors.ConfigMap, TakeAsync, null,
            new ReflectorOptions { PageSize = 2, IdleLimit = Idle, StreamingPatience = Idle });
        using var stopping = new CancellationTokenSource();
        var running = reflector.RunAsync(stopping.Token);

        async ValueTask TakeAsync(IReadOnlyList<ObjectChange<ConfigMap>> changes, CancellationToken cancellation)
        {
            await consumer.TakeAsync(changes, cancellation);
            foreach (var change in changes) told.Note(change);
        }

        foreach (var step in schedule)
        {
            if (step.Do is { } act) act(server);
            else await Task.Yield();
        }
        server.Mend();
        server.Put("the-last-word");
        await consumer.SeesAsync(new("shop", "the-last-word"));
        await stopping.CancelAsync();
        await running.Within();

        Assert.Empty(consumer.Violations);
        Assert.Empty(told.Violations);
        Assert.All(told.Deletions, each => Assert.True(each.Value <= server.Deletions.GetValueOrDefault(each.Key.Name), $"{each.Key} was told to be gone more often than it was"));
        Assert.Equal(server.State, consumer.Objects.ToDictionary(o => o.Key.Name, o => o.Value.Data["key"]!));
        Assert.Equal(consumer.Objects.Count, reflector.Store.Count);
    }

    /// <summary>The server's values only grow: whoever is told of one twice, or of an older one, was told wrongly.</summary>
    private sealed class TimeArrow
    {
        private readonly Dictionary<ObjectName, int> newest = [];

        public List<string> Violations { get; } = [];

        public Dictionary<ObjectName, int> Deletions { get; } = [];

        public void Note(ObjectChange<ConfigMap> change)
        {
            if (change.New is not { } now)
            {
                Deletions[change.Name] = Deletions.GetValueOrDefault(change.Name) + 1;
                return;
            }
            var value = int.Parse(now.Data["key"]!, System.Globalization.CultureInfo.InvariantCulture);
            if (value <= newest.GetValueOrDefault(change.Name)) Violations.Add($"{change.Name} is {value} after {newest[change.Name]}");
            newest[change.Name] = value;
        }
    }

    private sealed record Step(string Name, Action<ModelServer>? Do)
    {
        public override string ToString() => Name;
    }
}
