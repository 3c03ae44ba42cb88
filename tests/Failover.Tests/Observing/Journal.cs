using System.Diagnostics;
using System.Text.Json.Nodes;
using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Failover.Tests.Harness;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Failover.Tests.Observing;

/// <summary>Sees policies, Services and pods come and change, as any other client would, and keeps what the judgement needs.</summary>
internal sealed class Journal : IAsyncDisposable
{
    private static readonly string[] Kinds = ["Service", "NetworkPolicy", "Pod"];

    private readonly RawApi api;
    private readonly Lock gate = new();
    private readonly List<Moment> moments = [];
    private readonly List<PolicyWrite> writes = [];
    private readonly Dictionary<ObjectName, PolicyObject> policies = [];
    private readonly Dictionary<ObjectName, (long Since, bool Ending)> running = [];
    private readonly Dictionary<(ObjectName Policy, string App), TaskCompletionSource<long>> awaited = [];
    private readonly HashSet<(string Kind, string Name)> marks = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> following = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Journal(RawApi api) => this.api = api;

    /// <summary>The policies that there are.</summary>
    public int Policies
    {
        get { lock (gate) return policies.Count; }
    }

    /// <summary>The writes of policies so far, the list that the journal began with left out.</summary>
    public IReadOnlyList<PolicyWrite> Writes
    {
        get { lock (gate) return [.. writes]; }
    }

    /// <summary>Everything up to now, of every kind, in the order in which it happened.</summary>
    public async Task<IReadOnlyList<Moment>> MomentsAsync()
    {
        var version = await CatchUpAsync();
        lock (gate) return [.. moments.Where(each => each.Version < version).OrderBy(each => each.Version)];
    }

    /// <summary>Waits until every watch has brought what has happened up to now; the version of this moment.</summary>
    public async Task<long> CatchUpAsync()
    {
        var made = await Marks.MakeAsync(api, Kinds, TestContext.Current.CancellationToken);
        await UntilAsync(() => HasCome(made.Name), "every watch has come to this moment", TestContext.Current.CancellationToken);
        await made.RemoveAsync(Kinds, TestContext.Current.CancellationToken);
        return made.Version;
    }

    public static async Task<Journal> StartAsync(RawApi api, CancellationToken cancellation)
    {
        var journal = new Journal(api);
        foreach (var kind in Kinds)
        {
            var resource = new WatchedResource(api, Resources.All(kind), (item, version, gone) => journal.Take(kind, item, version, gone));
            await resource.ListAsync(cancellation);
            journal.following.Add(Task.Run(() => resource.FollowAsync(journal.stopping.Token), CancellationToken.None));
        }

        lock (journal.gate) journal.writes.Clear();
        return journal;
    }

    public bool IsRunning(string ns, string pod)
    {
        lock (gate) return running.ContainsKey(new(ns, pod));
    }

    /// <summary>The timestamp at which a policy next has a peer of these pods.</summary>
    public Task<long> Until(ObjectName policy, string app)
    {
        lock (gate)
        {
            if (!awaited.TryGetValue((policy, app), out var waiting)) awaited[(policy, app)] = waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return waiting.Task;
        }
    }

    /// <summary>Waits until something is so; looks again at every event.</summary>
    public async Task UntilAsync(Func<bool> condition, string what, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Bounds.Patience);
        while (true)
        {
            Task next;
            lock (gate) next = changed.Task;
            if (condition()) return;
            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                Assert.Fail($"It did not come true that {what}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(following).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private void Take(string kind, JsonObject item, long version, bool gone)
    {
        if (Marks.Is(item)) TakeMark(kind, item);
        else if (kind == "Service") TakeService(item, version, gone);
        else if (kind == "NetworkPolicy") TakePolicy(item, version, gone);
        else TakePod(item, version, gone);
    }

    private void TakeMark(string kind, JsonObject item)
    {
        lock (gate)
        {
            marks.Add((kind, NameOf(item).Name));
            Wake();
        }
    }

    private bool HasCome(string mark)
    {
        lock (gate) return Kinds.All(kind => marks.Contains((kind, mark)));
    }

    private void TakeService(JsonObject item, long version, bool gone)
    {
        var name = NameOf(item);
        var selector = gone ? null : Projectors.Service.Project(Utf8(item)).Value?.Selector;
        lock (gate) Note(new Moment.OfService(version, Stopwatch.GetTimestamp(), name, selector));
    }

    private void TakePolicy(JsonObject item, long version, bool gone)
    {
        var (name, at) = (NameOf(item), Stopwatch.GetTimestamp());
        var policy = gone ? null : Projectors.NetworkPolicy.Project(Utf8(item)).Value;
        lock (gate)
        {
            var before = policies.GetValueOrDefault(name);
            writes.Add(new(name, at, before is not null && policy is not null && SaysTheSame(before, policy)));
            if (policy is null) policies.Remove(name);
            else policies[name] = policy;
            foreach (var key in awaited.Keys.Where(key => key.Policy == name && policy is not null && Mentions(policy, key.App)).ToList())
                if (awaited.Remove(key, out var waiting)) waiting.SetResult(at);
            Note(new Moment.OfPolicy(version, at, name, policy?.Spec));
        }
    }

    private void TakePod(JsonObject item, long version, bool gone)
    {
        var name = NameOf(item);
        var runs = !gone && (string?)item["status"]?["phase"] == "Running";
        var ending = item["metadata"]!["deletionTimestamp"] is not null;
        long since;
        lock (gate)
        {
            var known = running.TryGetValue(name, out var before);
            if (runs ? known && before.Ending == ending : !known) return;
            since = known ? before.Since : Stopwatch.GetTimestamp();
            if (runs) running[name] = (since, ending);
            else running.Remove(name);
        }

        var pod = runs ? Projectors.Pod.Project(Utf8(item)).Value : null;
        var calls = pod is null ? [] : CallsOf(pod);
        var endpoint = pod is null ? null : EndpointOf(pod, item);
        if (ending && endpoint is not null) endpoint = endpoint with { Name = $"{endpoint.Name} (terminating)" };
        lock (gate) Note(new Moment.OfPod(version, since, name, endpoint, calls));
    }

    private void Note(Moment moment)
    {
        moments.Add(moment);
        Wake();
    }

    private void Wake()
    {
        changed.SetResult();
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private static ValueList<ObjectName> CallsOf(Workload pod) =>
    [
        .. ReferenceExtractor.Extract(pod.Key, pod.Template, _ => null, _ => null, ReferenceOptions.Default).References
            .SelectMany(reference => reference.Candidates.Where(candidate => candidate.Kind == TargetKind.Service).Take(1)).Select(target => target.Name).Distinct(),
    ];

    private static Endpoint EndpointOf(Workload pod, JsonObject item) => Endpoint.Pod(
        pod.Key.Namespace, pod.Key.Name,
        Labels.From(item["metadata"]!["labels"]?.AsObject().Select(label => KeyValuePair.Create(label.Key, (string)label.Value!)) ?? []));

    private static bool SaysTheSame(PolicyObject one, PolicyObject other) =>
        one.Spec.Equals(other.Spec) && one.Labels.Equals(other.Labels) && one.Annotations.Equals(other.Annotations);

    private static bool Mentions(PolicyObject policy, string app) => policy.Spec.Ingress.Concat(policy.Spec.Egress)
        .Any(rule => rule.Peers.Any(peer => peer.PodSelector?.MatchLabels["app"] == app));

    private static ObjectName NameOf(JsonObject item) => new((string)item["metadata"]!["namespace"]!, (string)item["metadata"]!["name"]!);

    private static byte[] Utf8(JsonObject json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
}
