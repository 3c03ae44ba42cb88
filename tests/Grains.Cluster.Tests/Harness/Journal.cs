using System.Text;
using System.Text.Json.Nodes;
using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Cluster.Tests.Harness;

/// <summary>Watches the policies of a cluster: what they say now, and every write of one.</summary>
internal sealed class Journal : IAsyncDisposable
{
    private static readonly string[] Kinds = ["NetworkPolicy"];

    private readonly RawApi api;
    private readonly Lock gate = new();
    private readonly Dictionary<ObjectName, PolicyObject> policies = [];
    private readonly List<PolicyWrite> writes = [];
    private readonly HashSet<string> marks = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private Task following = Task.CompletedTask;

    private Journal(RawApi api) => this.api = api;

    public static async Task<Journal> StartAsync(RawApi api, CancellationToken cancellation)
    {
        var journal = new Journal(api);
        var resource = new WatchedResource(api, Resources.All(Kinds[0]), (item, _, gone) => journal.Take(item, gone));
        await resource.ListAsync(cancellation);
        journal.following = Task.Run(() => resource.FollowAsync(journal.stopping.Token), CancellationToken.None);
        return journal;
    }

    /// <summary>The policy of a Deployment; null where it has none.</summary>
    public PolicyObject? PolicyOf(string ns, string deployment)
    {
        lock (gate) return policies.GetValueOrDefault(new(ns, $"deployment-{deployment}"));
    }

    /// <summary>Whether a client may send to a server and the server admits it: 8080 on both sides, and nothing else.</summary>
    public bool IsOpen(string clientSpace, string client, string serverSpace, string server) =>
        Names(PolicyOf(clientSpace, client)?.Spec.Egress, serverSpace, server) && Names(PolicyOf(serverSpace, server)?.Spec.Ingress, clientSpace, client);

    /// <summary>Whether a client's policy lets it send to a server.</summary>
    public bool MaySend(string clientSpace, string client, string serverSpace, string server) => Names(PolicyOf(clientSpace, client)?.Spec.Egress, serverSpace, server);

    /// <summary>Whether neither side lets the other through.</summary>
    public bool IsClosed(string clientSpace, string client, string serverSpace, string server) =>
        PolicyOf(clientSpace, client) is { } sends && !Names(sends.Spec.Egress, serverSpace, server)
        && PolicyOf(serverSpace, server) is { } admits && !Names(admits.Spec.Ingress, clientSpace, client);

    /// <summary>Every write up to this moment, from the start or from the last <see cref="ForgetAsync"/> on.</summary>
    public async Task<IReadOnlyList<PolicyWrite>> WritesAsync(CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        lock (gate) return [.. writes];
    }

    /// <summary>Forgets the writes up to this moment.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        lock (gate) writes.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        var made = await Marks.MakeAsync(api, Kinds, cancellation);
        await Wait.UntilAsync(() => HasCome(made.Name), () => "the watch of policies has come to this moment");
        await made.RemoveAsync(Kinds, cancellation);
    }

    private bool HasCome(string mark)
    {
        lock (gate) return marks.Contains(mark);
    }

    private void Take(JsonObject item, bool gone)
    {
        var name = new ObjectName((string)item["metadata"]!["namespace"]!, (string)item["metadata"]!["name"]!);
        var policy = gone ? null : Projectors.NetworkPolicy.Project(Encoding.UTF8.GetBytes(item.ToJsonString())).Value;
        lock (gate)
        {
            if (Marks.Is(item))
            {
                marks.Add(name.Name);
                return;
            }

            writes.Add(new(name, policies.GetValueOrDefault(name), policy));
            if (policy is null) policies.Remove(name);
            else policies[name] = policy;
        }
    }

    private static bool Names(IEnumerable<PolicyRule>? rules, string ns, string app)
    {
        var ports = (rules ?? []).Where(rule => rule.Peers.Any(peer =>
            peer.NamespaceSelector?.MatchLabels[PolicyPeer.NamespaceNameLabel] == ns && peer.PodSelector?.MatchLabels["app"] == app)).SelectMany(rule => rule.Ports).Distinct().ToList();
        return ports is [{ } only] && only == new PolicyPort(Protocol.TCP, 8080);
    }
}
