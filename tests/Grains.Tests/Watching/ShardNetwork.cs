using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Grains.Tests.Watching;

/// <summary>
/// Shards of one namespace each and the messages between them, delivered in turn and without grains: what a watcher does with a message, this does.
/// Objects are kept as an API server would, for shards that start anew.
/// </summary>
internal sealed class ShardNetwork
{
    private const int MostRounds = 50;

    private readonly SortedDictionary<string, Node> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<WorkloadKey, Workload> workloads = [];
    private readonly Dictionary<ObjectName, Service> services = [];
    private readonly Dictionary<string, long> epochs = new(StringComparer.Ordinal);
    private long version;

    public ShardNetwork(params string[] namespaces)
    {
        foreach (var ns in namespaces) Start(ns);
    }

    /// <summary>The messages that were sent, as <c>claims FROM TO</c> or <c>facts FROM TO</c>.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>Which messages are lost though the sender believes them delivered.</summary>
    public Func<string, bool> Loses { get; set; } = _ => false;

    public void Put(Workload workload)
    {
        workloads[workload.Key] = workload;
        var shard = nodes[workload.Key.Namespace].Shard;
        shard.Set(workload.Key, workload);
        shard.LookAtPods(workload.Key.Namespace); // no pod runs what the template said before
    }

    public void Put(Service service)
    {
        services[service.Name] = service;
        nodes[service.Name.Namespace].Shard.Model.Set(service.Name, service);
    }

    public void DeleteService(string ns, string name)
    {
        services.Remove(new(ns, name));
        nodes[ns].Shard.Model.Set(new(ns, name), default(Service));
    }

    public void DeleteWorkload(string ns, string name)
    {
        var key = new WorkloadKey(ns, "Deployment", name);
        workloads.Remove(key);
        nodes[ns].Shard.Model.Remove(key);
    }

    /// <summary>The namespace is gone with all that it had.</summary>
    public void DeleteNamespace(string ns)
    {
        nodes.Remove(ns);
        epochs.Remove(ns);
        foreach (var key in workloads.Keys.Where(key => key.Namespace == ns).ToList()) workloads.Remove(key);
        foreach (var name in services.Keys.Where(name => name.Namespace == ns).ToList()) services.Remove(name);
    }

    /// <summary>A watcher begins that knows nothing but the objects: of a new namespace, or after the loss of its silo.</summary>
    public void Start(string ns)
    {
        epochs[ns] = ++version;
        List(ns, new(ns, Guid.NewGuid()));
    }

    /// <summary>A watcher moves to another silo, with all that it was told, as the same epoch.</summary>
    /// <param name="ns">Its namespace.</param>
    /// <param name="meanwhile">Happens after it has let go and before it is listed anew.</param>
    public void Move(string ns, Action? meanwhile = null)
    {
        var (before, after) = (nodes[ns], new Node(ns, nodes[ns].Epoch));
        after.TakeOver(before);
        meanwhile?.Invoke();
        List(ns, after);
        after.Shard.Model.Accept(before.Shard.Model.ForeignFacts.ToList());
        after.Settle();
    }

    private void List(string ns, Node node)
    {
        nodes[ns] = node;
        node.Shard.Model.Set(ns, Objects.Namespace(ns));
        foreach (var workload in workloads.Values.Where(workload => workload.Key.Namespace == ns)) node.Shard.Set(workload.Key, workload);
        foreach (var service in services.Values.Where(service => service.Name.Namespace == ns)) node.Shard.Model.Set(service.Name, service);
        node.Settle();
        node.Courier.NoteAllFacts();
    }

    /// <summary>The slow resync of every shard.</summary>
    public void Resync()
    {
        foreach (var node in nodes.Values) node.Courier.Resync();
    }

    /// <summary>Sends until nobody has anything to say any more.</summary>
    public void Converge()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var before = Sent.Count;
            foreach (var node in nodes.Values) Round(node);
            if (Sent.Count == before && nodes.Values.All(node => node.Delivered == version)) return;
        }

        Assert.Fail($"It does not come to rest: {string.Join(", ", Sent.TakeLast(10))}");
    }

    public Connections Connections(string ns, string workload) =>
        nodes[ns].Shard.SituationOf(new(ns, "Deployment", workload), new(default, false), Guid.Empty, 1, Clearance.Full).Connections;

    /// <summary>Whether the client's policy lets it send to pods of the server's namespace with its label, and the server's admits it.</summary>
    public (bool Egress, bool Ingress) Open((string Namespace, string Name) client, (string Namespace, string Name) server) => (
        Connections(client.Namespace, client.Name).Egress.Any(each => each.Peer == Peer(server)),
        Connections(server.Namespace, server.Name).Ingress.Any(each => each.Peer == Peer(client)));

    private static PolicyPeer Peer((string Namespace, string Name) workload) =>
        PolicyPeer.Pods(workload.Namespace, Policies.Values.LabelSelector.Of(("app", workload.Name)));

    private void Round(Node node)
    {
        var view = View();
        node.Take(view);
        node.Settle();
        foreach (var target in node.Courier.Due(view))
        {
            var announcement = node.Courier.Take(target, view.EpochOf(target)!.Epoch);
            node.Courier.Done(announcement, target, Deliver($"claims {node.Name} {target[3..]}", () => nodes[target[3..]].Hear(announcement)));
        }

        foreach (var target in node.Courier.DueFacts())
        {
            var told = node.Courier.TakeFacts(target);
            node.Courier.Done(told, target, Deliver($"facts {node.Name} {target[3..]}", () => nodes.GetValueOrDefault(target[3..])?.Shard.Model.Accept(told.Facts)));
        }
    }

    private bool Deliver(string message, Action deliver)
    {
        Sent.Add(message);
        if (!Loses(message)) deliver();
        return true;
    }

    private ClusterView View()
    {
        var view = new ClusterView(version, [.. nodes.Keys], [.. nodes.Values.Select(node => new ShardEpoch($"ns:{node.Name}", node.Epoch, epochs[node.Name]))], 0, Platform.Assumed, [], [], []);
        return nodes.Values.All(node => node.Seen == version && node.Courier.Undelivered(view) is null) ? view with { DeliveredByAll = version } : view;
    }

    private sealed class Node
    {
        public Node(string name, Guid epoch)
        {
            (Name, Epoch) = (name, epoch);
            Shard = new(PolicyOptions.Default, ns => ns == name, new FakeTimeProvider());
            Courier = new($"ns:{name}", Epoch, ShardMap.PerNamespace, Shard);
            Foreign = new(ShardMap.PerNamespace, Shard.Model);
        }

        public string Name { get; }

        public Guid Epoch { get; }

        public Shard Shard { get; }

        public ClaimCourier Courier { get; }

        public long Seen { get; private set; }

        public long Delivered { get; private set; }

        private ForeignClaims Foreign { get; }

        public void TakeOver(Node before)
        {
            Foreign.Restore(before.Foreign.All);
            Courier.Restore(before.Courier.Told);
        }

        public void Settle()
        {
            var changes = Shard.Settle();
            Courier.Note(changes.Claims, changes.Facts);
        }

        public void Take(ClusterView view)
        {
            Shard.Model.SetExistingNamespaces(view.Namespaces.ToHashSet(StringComparer.Ordinal));
            Foreign.DropStale(view);
            (Seen, Delivered) = (view.Version, view.DeliveredByAll);
        }

        public void Hear(ClaimsAnnouncement announcement) => Courier.Note([], Foreign.Accept(announcement));
    }
}
