using System.Text.Json.Nodes;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>Everything that happened in a cluster since the start, and what there is now.</summary>
internal sealed class History : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Lock gate = new();
    private readonly List<ClusterEvent> events = [];
    private readonly Dictionary<(string Kind, ObjectName Name), JsonObject> now = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> following = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What keeps a condition from coming true is often in the controller's log.</summary>
    public Func<string> Explain { get; set; } = () => "";

    /// <summary>All events so far, in the order in which they happened.</summary>
    public IReadOnlyList<ClusterEvent> Events
    {
        get { lock (gate) return [.. events.OrderBy(each => each.Version)]; }
    }

    public static async Task<History> StartAsync(RawApi api, CancellationToken cancellation)
    {
        var history = new History();
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
