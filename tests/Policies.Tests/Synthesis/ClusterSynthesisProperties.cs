using CsCheck;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Tests.Sharding;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Synthesis;

public sealed class ClusterSynthesisProperties
{
    [Fact]
    public void Every_resolved_reference_is_allowed_on_exactly_its_ports_and_every_other_pair_is_denied() => ShopWorld.Any.Sample(world =>
    {
        var policies = PoliciesOf(world.Snapshot).Select(ScopedPolicy.Of).ToList();

        // Each side by itself, too: what one of them opens in vain, nothing but the other would hold back.
        foreach (var sides in new[] { PolicyTypes.Both, PolicyTypes.Egress, PolicyTypes.Ingress })
        {
            var evaluator = new PolicyEvaluator(policies.Select(policy => policy with { Spec = policy.Spec with { Isolates = sides } }));
            var endpoints = world.Snapshot.Workloads.ToDictionary(workload => workload.Key, workload => evaluator.Prepare(WorkloadEndpoint.Of(workload, null)));
            foreach (var (from, sender) in endpoints)
                foreach (var (to, server) in endpoints.Where(each => each.Key != from))
                    Assert.Equal(sides != PolicyTypes.Egress && world.Refused.Contains((from, to)) ? PortSet.None : Union(world.Sent.GetValueOrDefault((from, to), [])), evaluator.Ports(sender, server));
        }
    }, iter: 300);

    [Fact]
    public void A_workloads_own_pods_reach_each_other_on_every_port() => ShopWorld.Any.Sample(world =>
    {
        var evaluator = new PolicyEvaluator(PoliciesOf(world.Snapshot).Select(ScopedPolicy.Of));

        foreach (var endpoint in world.Snapshot.Workloads.Select(workload => evaluator.Prepare(WorkloadEndpoint.Of(workload, null))))
            Assert.Equal(PortSet.All, evaluator.Ports(endpoint, endpoint));
    }, iter: 50);

    [Fact]
    public void A_client_on_its_nodes_network_is_admitted_by_no_selector() => ShopWorld.Any.Sample(world =>
    {
        var pods = Samples.Workload("team0", "agent", Samples.Env("S_URL", "http://s1.team1.svc:80"));
        var agent = pods with { Template = pods.Template with { HostNetwork = true } };

        var evaluator = new PolicyEvaluator(PoliciesOf(world.Snapshot with { Workloads = [.. world.Snapshot.Workloads, agent] }).Select(ScopedPolicy.Of));

        var impostor = evaluator.Prepare(WorkloadEndpoint.Of(pods, null));
        Assert.All(world.Snapshot.Workloads, server => Assert.Equal(PortSet.None, evaluator.Ports(impostor, evaluator.Prepare(WorkloadEndpoint.Of(server, null)))));
    }, iter: 50);

    [Fact]
    public void Shuffled_objects_give_equal_reports() => Gen.Select(ShopWorld.Any, Gen.Int).Sample((world, seed) =>
    {
        var (workloads, services) = (world.Snapshot.Workloads.ToArray(), world.Snapshot.Services.ToArray());
        new Random(seed).Shuffle(workloads);
        new Random(seed + 1).Shuffle(services);

        var shuffled = world.Snapshot with { Workloads = [.. workloads], Services = [.. services] };

        Assert.Equal(string.Join('\n', PoliciesOf(world.Snapshot)), string.Join('\n', PoliciesOf(shuffled)));
        Assert.Equal(PoliciesOf(world.Snapshot), PoliciesOf(shuffled));
    }, iter: 300);

    [Fact]
    public void A_workload_that_nobody_names_and_that_names_nobody_changes_no_policy() => ShopWorld.Any.Sample(world =>
    {
        var unrelated = Samples.Workload("team0", "unrelated", Samples.Env("LOG_LEVEL", "info"));

        var after = PoliciesOf(world.Snapshot with { Workloads = [.. world.Snapshot.Workloads, unrelated] });

        Assert.Equal(PoliciesOf(world.Snapshot), after.Where(policy => policy.Annotations[Annotations.Workload] != "Deployment/unrelated"));
    }, iter: 300);

    [Fact]
    public void No_sequence_of_changes_ends_in_an_empty_selector() => Changes.One.List[0, 30].Sample(changes =>
    {
        var table = new ObjectTable();
        foreach (var change in changes) change.ToTable(table);

        Assert.All(ClusterSynthesis.Of(table.Snapshot(), PolicyOptions.Default).SelectMany(report => report.Policies), policy =>
        {
            Assert.False(policy.Spec.PodSelector.IsEmpty);
            Assert.All(policy.Spec.Ingress.Concat(policy.Spec.Egress).SelectMany(rule => rule.Peers), peer => Assert.True(peer.IpBlock is not null || peer.NamespaceSelector is { IsEmpty: false }));
        });
    }, iter: 500);

    private static List<DesiredPolicy> PoliciesOf(ClusterSnapshot snapshot) =>
        [.. ClusterSynthesis.Of(snapshot, PolicyOptions.Default).SelectMany(report => report.Policies)];

    private static PortSet Union(IEnumerable<(Protocol Protocol, int Port)> ports) =>
        ports.Aggregate(PortSet.None, (open, port) => open.Union(PortSet.Of(port.Protocol, port.Port, port.Port)));
}
