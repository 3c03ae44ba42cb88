using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Sharding;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Sharding;

/// <summary>What a random schedule meets too rarely, or not at all.</summary>
public sealed class ShardModelTests
{
    private static readonly ObjectName Backend = new("a", "backend");

    [Fact]
    public void An_address_that_moves_to_another_Service_follows_it_whichever_event_comes_first()
    {
        var model = new ShardModel(PolicyOptions.Default);
        model.Upsert(Samples.Workload("a", "client", Samples.Env("DB_HOST", "10.96.0.7")));
        model.Set(new("a", "old"), Samples.Service("a", "old", "old") with { ClusterIPs = ["10.96.0.7"] });

        model.Set(new("a", "new"), Samples.Service("a", "new", "new") with { ClusterIPs = ["10.96.0.7"] });
        model.Set(new ObjectName("a", "old"), default(Service));
        model.Settle();

        Assert.Equal(new("a", "new"), Assert.Single(model.ContextOf(new("a", "Deployment", "client"))!.References).Target.Name);
    }

    [Fact]
    public void Facts_of_a_namespace_that_is_gone_count_no_more()
    {
        var model = Remote(out var client);
        model.SetExistingNamespaces(new HashSet<string> { "a", "b" });
        model.Settle();
        model.Accept([new TargetFacts { Key = TargetKey.Service(new("b", "s")), Exists = true, Pods = LabelSelector.Of(("app", "s")), AnyPort = true }]);
        model.Settle();

        model.SetExistingNamespaces(new HashSet<string> { "a" });
        var changes = model.Settle();

        Assert.Contains(client, changes.Dirty);
        Assert.Equal(Outcome.Pending, Assert.Single(model.ContextOf(client)!.References).Outcome);
    }

    [Fact]
    public void Of_a_namespace_that_is_not_looked_at_only_the_declaration_of_all_of_it_is_taken_at_its_word()
    {
        var model = new ShardModel(PolicyOptions.Default with { Namespaces = ["a"] }, ns => ns == "a");
        var client = Samples.Workload("a", "client", Samples.Env("S_HOST", "s.b.svc.cluster.local"));
        model.Upsert(client with { Annotations = Labels.Of((Annotations.Egress, "namespace:b 8080"), (Annotations.Ingress, "namespace:b; workload:b/deployment/w")) });
        model.SetExistingNamespaces(new HashSet<string> { "a" });
        model.Settle();

        var connections = ConnectionRules.Of(model.ContextOf(client.Key)!);

        Assert.Equal(PolicyPeer.Namespace("b"), Assert.Single(connections.Egress, each => each.Ports.Contains(new(Protocol.TCP, 8080))).Peer);
        Assert.Contains(connections.Ingress, each => PolicyPeer.Namespace("b").Equals(each.Peer));
        Assert.True(connections.Complete);
        Assert.Equal(Outcome.Pending, Assert.Single(model.ContextOf(client.Key)!.References, each => each.Target.Kind == TargetKind.Service).Outcome);
    }

    [Fact]
    public void Facts_that_nobody_asked_for_are_not_kept()
    {
        var model = Remote(out var client);
        var facts = new TargetFacts { Key = TargetKey.Service(new("b", "s")), Exists = true, Pods = LabelSelector.Of(("app", "s")), AnyPort = true };
        model.Settle();
        model.Accept([facts]);
        model.Upsert(Samples.Workload("a", "client"));
        model.Settle();

        model.Accept([facts]);
        model.Upsert(Samples.Workload("a", "client", Samples.Env("S_HOST", "s.b.svc.cluster.local")));
        model.Settle();

        Assert.Equal(Outcome.Unknown, Assert.Single(model.ContextOf(client)!.References).Outcome);
    }

    [Fact]
    public void A_pod_of_a_controller_that_is_named_by_its_address_is_opened_on_both_sides()
    {
        var model = new ShardModel(PolicyOptions.Default with { LooksUpPods = true });
        var server = Samples.Workload("b", "server");
        model.Upsert(server);
        model.Upsert(Samples.Workload("a", "client", Samples.Env("S_HOST", "10-1-2-3.b.pod.cluster.local:5432")));
        model.Settle();

        foreach (var target in model.TargetsToLookUp().ToList()) model.Accept(target, new PodAddress(new("b", "server-0"), ["10.1.2.3"], server.Template.Labels, false));
        var dirty = model.Settle().Dirty;

        Assert.Contains(server.Key, dirty);
        var peer = PolicyPeer.Pods("a", LabelSelector.Of(("app", "client")));
        Assert.Contains(ConnectionRules.Of(model.ContextOf(server.Key)!).Ingress, each => peer.Equals(each.Peer) && each.Ports.Contains(new(Protocol.TCP, 5432)));
    }

    [Fact]
    public void What_a_ConfigMap_says_no_more_lingers_until_somebody_says_that_no_pod_holds_it()
    {
        var model = new ShardModel(PolicyOptions.Default);
        model.Set(new("a", "m"), Map("backend.a.svc.cluster.local"));
        model.Set(Backend, Samples.Service("a", "backend", "backend"));
        model.Upsert(Samples.Workload("a", "backend"));
        model.Upsert(Samples.Workload("a", "client", new EnvVar("M_HOST", null, new("m", "k"))));
        model.Settle();
        var key = new WorkloadKey("a", "Deployment", "client");

        model.Set(new("a", "m"), Map("elsewhere.a.svc.cluster.local"));
        var dropped = model.Settle().Dropped;
        var meanwhile = ConnectionRules.Grants(model.ContextOf(key)!).Count(grant => grant.Reason.Kind == ReasonKind.Lingering);
        model.SetLingering(key, []);
        model.Settle();

        Assert.Equal(Backend, Assert.Single(dropped[key]).Candidates[0].Name);
        Assert.Equal(1, meanwhile);
        Assert.DoesNotContain(ConnectionRules.Grants(model.ContextOf(key)!), grant => grant.Reason.Kind == ReasonKind.Lingering);
    }

    [Fact]
    public void A_workload_that_drains_has_no_policy_but_is_still_admitted_as_a_client()
    {
        var model = new ShardModel(PolicyOptions.Default);
        model.Set(Backend, Samples.Service("a", "backend", "backend"));
        model.Upsert(Samples.Workload("a", "backend"));
        model.Upsert(Samples.Workload("a", "client", Samples.Env("B_HOST", "backend")));
        model.Settle();
        var client = new WorkloadKey("a", "Deployment", "client");

        model.Drain(client);
        model.Settle();
        var whileDraining = Clients(model);
        model.Remove(client);
        var dirty = model.Settle().Dirty;

        Assert.Null(model.ContextOf(client));
        Assert.Equal([client], whileDraining);
        Assert.Contains(new("a", "Deployment", "backend"), dirty);
        Assert.Empty(Clients(model));
    }

    private static IEnumerable<WorkloadKey> Clients(ShardModel model) =>
        [.. ConnectionRules.Grants(model.ContextOf(new("a", "Deployment", "backend"))!).Select(grant => grant.Reason.Client).OfType<WorkloadKey>()];

    private static ConfigMap Map(string text) => new(new("a", "m"), Labels.Of(("k", text)));

    private static ShardModel Remote(out WorkloadKey client)
    {
        var model = new ShardModel(PolicyOptions.Default, ns => ns == "a");
        client = new("a", "Deployment", "client");
        model.Upsert(Samples.Workload("a", "client", Samples.Env("S_HOST", "s.b.svc.cluster.local")));
        return model;
    }
}
