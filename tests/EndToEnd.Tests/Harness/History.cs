using System.Text.Json.Nodes;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>Everything that happened in a cluster since the start, and what there is now.</summary>
internal sealed class History : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly RawApi api;
    private readonly Lock gate = new();
    private readonly List<ClusterEvent> events = [];
    private readonly Dictionary<(string Kind, ObjectName Name), JsonObject> now = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> following = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private History(RawApi api) => this.api = api;

    /// <summary>What keeps a condition from coming true is often in the controller's log.</summary>
    public Func<string> Explain { get; set; } = () => "";

    public static async Task<History> StartAsync(RawApi api, CancellationToken cancellation)
    {
        var history = new History(api);
        foreach (var kind in Resources.Watched)
        {
            var resource = new WatchedResource(api, Resources.All(kind), (item, version, gone) => history.Record(kind, item, version, gone));
            await resource.ListAsync(cancellation);
            history.following.Add(Task.Run(() => resource.FollowAsync(history.stopping.Token), CancellationToken.None));
        }

        return history;
    }

    public JsonObject? Find(string kind, string ns, string name)
    {
        lock (gate) return now.GetValueOrDefault((kind, kind == "Namespace" ? new("", name) : new(ns, name)));
    }

    public IReadOnlyList<JsonObject> List(string kind, string ns)
    {
        lock (gate) return [.. now.Where(each => each.Key.Kind == kind && each.Key.Name.Namespace == ns).OrderBy(each => each.Key.Name).Select(each => each.Value)];
    }

    public PolicyObject? Policy(string ns, string name) => Find("NetworkPolicy", ns, name) is { } found ? PolicyOf(found) : null;

    public IReadOnlyList<PolicyObject> Policies(string ns) => [.. List("NetworkPolicy", ns).Select(PolicyOf)];

    public static PolicyObject PolicyOf(JsonObject json) => Projectors.NetworkPolicy.Project(Utf8(json)).Value!;

    public static byte[] Utf8(JsonObject json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());

    /// <summary>Waits until something is so; looks again at every event.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            Task next;
            lock (gate) next = changed.Task;
            if (condition()) return;
            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"It did not come true that {what}.\n{Explain()}");
            }
        }
    }

    /// <summary>Everything that happened up to now, of every kind, in the order in which it happened.</summary>
    public async Task<IReadOnlyList<ClusterEvent>> EventsAsync()
    {
        var kinds = Resources.Watched.Where(kind => kind != "Namespace").ToList();
        var marks = await Marks.MakeAsync(api, kinds, TestContext.Current.CancellationToken);
        await UntilAsync(() => kinds.All(kind => Find(kind, Marks.Space, marks.Name) is not null), "every watch has come to this moment");
        await marks.RemoveAsync(kinds, TestContext.Current.CancellationToken);
        lock (gate) return [.. events.Where(each => each.Version < marks.Version).OrderBy(each => each.Version)];
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(following);
        stopping.Dispose();
    }

    private void Record(string kind, JsonObject item, long version, bool gone)
    {
        var name = new ObjectName((string?)item["metadata"]!["namespace"] ?? "", (string)item["metadata"]!["name"]!);
        TaskCompletionSource waiting;
        lock (gate)
        {
            events.Add(new(version, kind, name, item, gone, TimeProvider.System.GetTimestamp()));
            if (gone) now.Remove((kind, name));
            else now[(kind, name)] = item;
            waiting = changed;
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.TrySetResult();
    }
}
