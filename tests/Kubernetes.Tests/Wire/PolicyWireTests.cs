using System.Text;
using CsCheck;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Tests.Wire;

/// <summary>NetworkPolicies in both directions.</summary>
public sealed class PolicyWireTests
{
    private static readonly Gen<string> Word = Consts("app", "web", "tier", "a.b/c", "db-1", "with \"quotes\"", "ünï", "");

    private static readonly Gen<Labels> Maps = Gen.Select(Word, Word).List[0, 3].Select(pairs => Labels.From(pairs.Select(p => KeyValuePair.Create(p.Item1, p.Item2))));

    private static readonly Gen<LabelSelector> Selectors = Gen.Select(
        Maps, Gen.Select(Word, Gen.Enum<LabelOperator>(), Word.List[0, 2], (k, o, v) => new LabelRequirement(k, o, v.ToValueList())).List[0, 2],
        (labels, expressions) => new LabelSelector(labels, expressions.ToValueList()));

    private static readonly Gen<PolicyPeer> Peers = Gen.OneOf(
        Gen.Select(Selectors, Selectors, (ns, pods) => new PolicyPeer(ns, pods)),
        Selectors.Select(pods => new PolicyPeer(null, pods)),
        Selectors.Select(ns => new PolicyPeer(ns, null)),
        Consts(PolicyPeer.Block("10.0.0.0/8", "10.1.0.0/16"), PolicyPeer.Block("fd00::/8")));

    private static readonly Gen<PolicyPort> Ports = Gen.OneOf(
        Gen.Select(Gen.Enum<Protocol>(), Gen.Int[1, 65535], (p, n) => new PolicyPort(p, n)),
        Gen.Select(Gen.Enum<Protocol>(), Gen.Int[1, 100], (p, n) => new PolicyPort(p, n, n + 10)),
        Gen.Enum<Protocol>().Select(p => new PolicyPort(p, null)),
        Gen.Enum<Protocol>().Select(p => new PolicyPort(p, PortValue.Named("http"))));

    private static readonly Gen<ValueList<PolicyRule>> Rules = Gen.Select(Peers.List[0, 3], Ports.List[0, 3], (p, q) => new PolicyRule(p.ToValueList(), q.ToValueList()))
        .List[0, 3].Select(rules => rules.ToValueList());

    private static readonly Gen<DesiredPolicy> Policies = Gen.Select(
        Selectors, Consts(PolicyTypes.Ingress, PolicyTypes.Egress, PolicyTypes.Both), Rules, Rules, Maps, Maps,
        (selector, types, ingress, egress, labels, annotations) => new DesiredPolicy(
            new("shop", "deployment-web"), labels, annotations, new("apps/v1", "Deployment", "web", "u", Controller: true), new(selector, types, ingress, egress)));

    [Fact]
    public void What_is_written_reads_back_the_same() => Policies.Sample(policy =>
    {
        var read = Projectors.NetworkPolicy.Project(PolicyWriter.Write(policy)).Value!;
        return (read.Spec, read.Labels, read.Annotations, read.Owners[0]).Equals((policy.Spec, policy.Labels, policy.Annotations, policy.Owner!));
    });

    [Fact]
    public void Equal_policies_are_equal_bytes() => Policies.Sample(policy =>
        PolicyWriter.Write(policy).AsSpan().SequenceEqual(PolicyWriter.Write(policy with { Labels = Labels.From(policy.Labels.Reverse()) })));

    [Theory]
    [InlineData("""{"podSelector":{}}""", PolicyTypes.Ingress)]
    [InlineData("""{"egress":[{}]}""", PolicyTypes.Both)]
    [InlineData("""{"policyTypes":[],"egress":[]}""", PolicyTypes.Ingress)]
    [InlineData("""{"policyTypes":["Egress"]}""", PolicyTypes.Egress)]
    [InlineData("""{"policyTypes":["Egress","Ingress"],"ingress":null}""", PolicyTypes.Both)]
    public void PolicyTypes_default_as_the_API_says(string spec, PolicyTypes expected) =>
        Assert.Equal(expected, Projectors.NetworkPolicy.Read(Support.Wire.Policy("p", "1", spec: spec)).Spec.Isolates);

    [Fact]
    public void A_policy_keeps_the_metadata_that_a_write_must_preserve()
    {
        var policy = Projectors.NetworkPolicy.Read(Support.Wire.Policy(
            "p", "7", metadata: """ "labels":{"team":"a"},"annotations":{"note":"x","kubectl.kubernetes.io/last-applied-configuration":"{}"},"finalizers":["f"],"ownerReferences":[{"apiVersion":"v1","kind":"X","name":"x","uid":"9"}],"deletionTimestamp":"2026-01-01T00:00:00Z" """));

        Assert.Equal(("uid-1", "7", true, true), (policy.Uid, policy.ResourceVersion, policy.HasLastApplied, policy.Terminating));
        Assert.Equal((Labels.Of(("team", "a")), Labels.Of(("note", "x"))), (policy.Labels, policy.Annotations));
        Assert.Equal("f", Assert.Single(policy.Finalizers));
        Assert.Equal(new OwnerReference("v1", "X", "x", "9"), Assert.Single(policy.Owners));
    }

    [Fact]
    public void An_update_keeps_what_is_foreign_and_replaces_what_is_ours()
    {
        var observed = Projectors.NetworkPolicy.Read(Support.Wire.Policy(
            "deployment-web", "7", metadata: """ "labels":{"team":"a","app.kubernetes.io/managed-by":"other"},"annotations":{"note":"x","netpol-orleans.io/lingering":"old","netpol-orleans.io/workload-uid":"former"},"finalizers":["f"],"ownerReferences":[{"apiVersion":"apps/v1","kind":"Deployment","name":"web","uid":"former"},{"apiVersion":"v1","kind":"X","name":"x","uid":"9"}]"""));
        var desired = new DesiredPolicy(
            observed.Name, Labels.Of(("app.kubernetes.io/managed-by", "netpol-orleans")), Labels.Of(("netpol-orleans.io/workload-uid", "u2")),
            new("apps/v1", "Deployment", "web", "u2"), new(LabelSelector.Of(("app", "web")), PolicyTypes.Both, [], []));

        var json = Encoding.UTF8.GetString(PolicyWriter.Write(desired, observed, "{}"));

        Assert.Equal(
            """{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"deployment-web","namespace":"shop","uid":"uid-1","resourceVersion":"7","labels":{"app.kubernetes.io/managed-by":"netpol-orleans","team":"a"},"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{}","netpol-orleans.io/workload-uid":"u2","note":"x"},"ownerReferences":[{"apiVersion":"v1","kind":"X","name":"x","uid":"9"},{"apiVersion":"apps/v1","kind":"Deployment","name":"web","uid":"u2"}],"finalizers":["f"]},"spec":{"podSelector":{"matchLabels":{"app":"web"}},"policyTypes":["Ingress","Egress"]}}""",
            json);
    }

    private static Gen<T> Consts<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
