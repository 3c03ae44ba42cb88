using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Reading;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Tests.Integration;

/// <summary>The applier before a whole API server: its races, as docs/api-access.md tells them.</summary>
public sealed class ApplierIntegrationTests
{
    [Theory]
    [MemberData(nameof(ClusterUnderTest.All), MemberType = typeof(ClusterUnderTest))]
    public async Task Every_race_has_its_outcome(string which)
    {
        await using var cluster = await ClusterUnderTest.StartAsync(which);
        using var applier = new PolicyApplier(cluster.Connection, () => true);
        var desired = Desired(cluster.Namespace);
        var narrower = desired with { Spec = desired.Spec with { Egress = [] } };

        var created = await ApplyAsync(new(desired, null));
        Assert.Equal(ApplyOutcome.Created, created.Outcome);
        Assert.Equal(desired.Spec, created.Policy!.Spec);
        var old = created.Policy;
        var other = old with { Uid = "11111111-1111-1111-1111-111111111111" };

        Assert.Equal(ApplyOutcome.Conflict, (await ApplyAsync(new(desired, null))).Outcome);
        Assert.Equal(ApplyOutcome.Unchanged, (await ApplyAsync(new(desired, old))).Outcome);
        var updated = await ApplyAsync(new(narrower, old));
        Assert.Equal(ApplyOutcome.Updated, updated.Outcome);
        Assert.Equal(ApplyOutcome.Conflict, (await ApplyAsync(new(desired, old))).Outcome);
        Assert.Equal(ApplyOutcome.Conflict, (await ApplyAsync(new(desired, updated.Policy! with { Uid = other.Uid }))).Outcome);
        Assert.Equal(ApplyOutcome.Conflict, (await ApplyAsync(new(null, old))).Outcome);
        Assert.Equal(ApplyOutcome.Conflict, (await ApplyAsync(new(null, updated.Policy! with { Uid = other.Uid }))).Outcome);
        Assert.Equal(ApplyOutcome.Deleted, (await ApplyAsync(new(null, updated.Policy))).Outcome);
        Assert.Equal(ApplyOutcome.Gone, (await ApplyAsync(new(null, updated.Policy))).Outcome);
        Assert.Equal(ApplyOutcome.Gone, (await ApplyAsync(new(desired, updated.Policy))).Outcome);
        Assert.Equal(ApplyOutcome.NamespaceGone, (await ApplyAsync(new(Desired("no-such-namespace"), null))).Outcome);
        Assert.Equal(ApplyOutcome.Invalid, (await ApplyAsync(new(desired with { Name = new(cluster.Namespace, "Bad_Name") }, null))).Outcome);

        Task<ApplyResult> ApplyAsync(PolicyChange change) => applier.ApplyAsync(change, TestContext.Current.CancellationToken).Within();
    }

    [Theory]
    [MemberData(nameof(ClusterUnderTest.All), MemberType = typeof(ClusterUnderTest))]
    public async Task A_foreign_policy_of_the_name_is_left_alone(string which)
    {
        await using var cluster = await ClusterUnderTest.StartAsync(which);
        await cluster.CreateAsync(
            ResourceKinds.NetworkPolicies, cluster.Namespace,
            """{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"deployment-web"},"spec":{"podSelector":{}}}""");
        using var applier = new PolicyApplier(cluster.Connection, () => true);

        var result = await applier.ApplyAsync(new(Desired(cluster.Namespace), null), TestContext.Current.CancellationToken).Within();

        Assert.Equal((ApplyOutcome.Foreign, PolicyTypes.Ingress), (result.Outcome, result.Policy!.Spec.Isolates));
    }

    [Theory]
    [MemberData(nameof(ClusterUnderTest.All), MemberType = typeof(ClusterUnderTest))]
    public async Task What_is_foreign_on_our_policy_survives_an_update(string which)
    {
        await using var cluster = await ClusterUnderTest.StartAsync(which);
        await cluster.CreateAsync(
            ResourceKinds.NetworkPolicies, cluster.Namespace,
            """{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"deployment-web","labels":{"team":"a","app.kubernetes.io/managed-by":"netpol-orleans"},"annotations":{"note":"x","kubectl.kubernetes.io/last-applied-configuration":"{}"},"finalizers":["test.example/hold"]},"spec":{"podSelector":{}}}""");
        var reader = new ObjectReader(cluster.Connection);
        var name = Desired(cluster.Namespace).Name;
        var observed = await ReadAsync();
        using var applier = new PolicyApplier(cluster.Connection, () => true);

        var result = await applier.ApplyAsync(new(Desired(cluster.Namespace), observed), TestContext.Current.CancellationToken).Within();

        Assert.Equal(ApplyOutcome.Updated, result.Outcome);
        var after = await ReadAsync();
        Assert.Equal(("a", "x", true, "test.example/hold"), (after.Labels["team"], after.Annotations["note"], after.HasLastApplied, Assert.Single(after.Finalizers)));
        await cluster.UpdateAsync(
            ResourceKinds.NetworkPolicies, name.Name,
            $$$"""{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"deployment-web","resourceVersion":"{{{after.ResourceVersion}}}","finalizers":[]},"spec":{"podSelector":{} } }""");

        async Task<PolicyObject> ReadAsync() =>
            (await reader.GetAsync(ResourceKinds.NetworkPolicies, Projectors.NetworkPolicy, name, TestContext.Current.CancellationToken).Within())!;
    }

    private static DesiredPolicy Desired(string ns) => new(
        new(ns, "deployment-web"), Labels.Of(("app.kubernetes.io/managed-by", "netpol-orleans")),
        Labels.Of((Annotations.Workload, "Deployment/web")), null,
        new(
            LabelSelector.Of(("app", "web")), PolicyTypes.Both,
            [new([PolicyPeer.Pods("shop", LabelSelector.Of(("app", "cart"))), PolicyPeer.Block("10.0.0.0/8", "10.1.0.0/16")], [new(Protocol.TCP, 80), new(Protocol.UDP, PortValue.Named("dns"))])],
            [new([], [])]));
}
