using CsCheck;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Evaluation;

/// <summary>Generators of small worlds, in which selectors, blocks and ports meet often.</summary>
internal static class Worlds
{
    private static readonly Gen<string> Namespace = Gen.OneOf("x", "y");
    private static readonly Gen<string> Key = Gen.OneOf("a", "b");
    private static readonly Gen<string> Value = Gen.OneOf("1", "2", "3");
    private static readonly Gen<string> Address = Gen.OneOf("10.0.0.1", "10.0.0.2", "10.0.1.1", "2001:db8::1");
    private static readonly Gen<string> Cidr = Gen.OneOf("10.0.0.0/23", "10.0.0.0/24", "10.0.0.1/32", "10.0.1.0/24", "2001:db8::/64", "0.0.0.0/0");
    private static readonly Gen<Protocol> Transport = Gen.OneOf(Protocol.TCP, Protocol.UDP);

    private static readonly Gen<Labels> SomeLabels = Gen.Select(Key, Value).List[0, 2].Select(pairs => Labels.From(pairs.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2))));

    private static readonly Gen<LabelRequirement> Requirement = Gen.Select(Key, Gen.Enum<LabelOperator>(), Value.List[1, 2], (key, op, values) =>
        new LabelRequirement(key, op, op is LabelOperator.In or LabelOperator.NotIn ? values.ToValueList() : []));

    /// <summary>Selectors over two keys and three values.</summary>
    public static readonly Gen<LabelSelector> Selector = Gen.Frequency(
        (1, Gen.Const(LabelSelector.Everything)),
        (4, SomeLabels.Select(LabelSelector.Of)),
        (3, Gen.Select(SomeLabels, Requirement.List[1, 2], (labels, requirements) => new LabelSelector(labels, requirements.ToValueList()))));

    private static readonly Gen<PolicyPeer> Peer = Gen.Frequency(
        (3, Selector.Select(pods => new PolicyPeer(null, pods))),
        (2, Selector.Select(namespaces => new PolicyPeer(namespaces, null))),
        (3, Gen.Select(Selector, Selector, (namespaces, pods) => new PolicyPeer(namespaces, pods))),
        (2, Gen.Select(Cidr, Cidr.List[0, 1], (cidr, except) => new PolicyPeer(null, null, new(cidr, except.ToValueList())))));

    private static readonly Gen<PolicyPort> Port = Gen.Frequency(
        (1, Transport.Select(protocol => new PolicyPort(protocol, null))),
        (3, Gen.Select(Transport, Gen.Int[1, 6], (protocol, number) => new PolicyPort(protocol, number))),
        (2, Gen.Select(Transport, Gen.Int[1, 6], Gen.Int[1, 6], (protocol, first, last) => new PolicyPort(protocol, first, last))),
        (2, Gen.Select(Transport, Gen.OneOf("p", "q"), (protocol, name) => new PolicyPort(protocol, PortValue.Named(name)))));

    /// <summary>Rules with up to two peers and ports.</summary>
    public static readonly Gen<PolicyRule> Rule = Gen.Select(Peer.List[0, 2], Port.List[0, 2], (peers, ports) =>
        new PolicyRule(peers.ToValueList(), ports.ToValueList()));

    /// <summary>Specs with up to two rules a direction.</summary>
    public static readonly Gen<PolicySpec> Spec = Gen.Select(
        Selector, Gen.OneOf(PolicyTypes.Ingress, PolicyTypes.Egress, PolicyTypes.Both), Rule.List[0, 2], Rule.List[0, 2],
        (pods, types, ingress, egress) => new PolicySpec(pods, types, ingress.ToValueList(), egress.ToValueList()));

    /// <summary>Up to five policies of two namespaces, with names of their own.</summary>
    public static readonly Gen<List<ScopedPolicy>> Policies = Gen.Select(Namespace, Spec).List[0, 5]
        .Select(specs => specs.Index().Select(entry => new ScopedPolicy(new(entry.Item.Item1, $"p{entry.Index}"), entry.Item.Item2)).ToList());

    /// <summary>Pods of two namespaces, some on the host's network, and addresses.</summary>
    public static readonly Gen<Endpoint> Endpoint = Gen.Frequency(
        (6, Gen.Select(Namespace, SomeLabels, SomeLabels, Address.List[0, 2], Gen.Int[0, 5], Gen.Bool, Pod)),
        (1, Address.Select(NetpolOrleans.Policies.Evaluation.Endpoint.External)));

    /// <summary>Flows between such endpoints, on few ports.</summary>
    public static readonly Gen<Flow> Flow = Gen.Select(Endpoint, Endpoint, Gen.Int[1, 7], Transport, (source, target, port, protocol) =>
        new Flow(source with { Name = "source" }, target with { Name = "target" }, port, protocol));

    private static Endpoint Pod(string ns, Labels labels, Labels ofNamespace, List<string> addresses, int dice, bool named) =>
        NetpolOrleans.Policies.Evaluation.Endpoint.Pod(ns, "pod", labels, ofNamespace) with
        {
            Addresses = addresses.Distinct().ToValueList(),
            HostNetwork = dice == 0,
            Ports = named ? [new("p", 1 + dice, Protocol.TCP, null), new("q", 2 + dice, Protocol.UDP, null)] : [],
        };
}
