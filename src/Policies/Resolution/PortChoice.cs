using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>
/// Which pod ports a request opens on a target. Both sides of a connection call this one function, so that what the
/// client may send is what the server admits.
/// </summary>
/// <param name="Exists">Whether the target has what was asked for; if not, nothing is opened.</param>
/// <param name="Ports">The pod ports; empty opens all of them.</param>
public sealed record PortChoice(bool Exists, ValueList<PolicyPort> Ports)
{
    private static readonly PortChoice Nothing = new(false, []);

    /// <summary>The pod ports for a request, named ports left as <see cref="FactPort.Target"/> has them.</summary>
    public static PortChoice Of(TargetFacts facts, PortRequest request)
    {
        if (request.Equals(PortRequest.FactsOnly)) return Nothing;
        if (!request.Declared.IsEmpty)
            return request.Declared.SelectMany(each => OnPods(facts, each)).Distinct().ToValueList() is { IsEmpty: false } open ? new(true, open) : Nothing;
        if (request.Name is { } name) return Matching(facts, each => each.Name == name);
        if (request.Port is not { } port) return All(facts);
        return facts.AnyPort ? AsGiven(facts, port) : Matching(facts, each => each.Port == port);
    }

    /// <summary>The listed ports that the target does not have: they open nothing.</summary>
    public static IEnumerable<PolicyPort> Missing(TargetFacts facts, PortRequest request) =>
        facts.Pods is null ? [] : request.Declared.Where(listed => OnPods(facts, listed).Count == 0);

    private static PortChoice Matching(TargetFacts facts, Func<FactPort, bool> isAsked) =>
        facts.Ports.Where(isAsked).Select(each => new PolicyPort(each.Protocol, each.Target)).ToValueList() is { IsEmpty: false } ports ? new(true, ports) : Nothing;

    private static PortChoice All(TargetFacts facts) => (facts.Ports.IsEmpty, facts.AnyPort) switch
    {
        (true, true) => new(true, facts.PodPorts),
        (true, false) => Nothing,
        _ => new(true, [.. facts.Ports.Select(each => new PolicyPort(each.Protocol, each.Target)).Distinct()]),
    };

    /// <summary>A listed port of the Service leads where that one does. Where nothing translates ports, any other is the pods' own.</summary>
    private static List<PolicyPort> OnPods(TargetFacts facts, PolicyPort listed)
    {
        var own = facts.Ports.Where(each => each.Protocol == listed.Protocol && Lists(listed, each))
            .Select(each => new PolicyPort(each.Protocol, each.Target)).ToList();
        return own.Count == 0 && facts.AnyPort ? [listed] : own;
    }

    private static bool Lists(PolicyPort listed, FactPort port) => listed.Port switch
    {
        null => true,
        { Name: { } name } => port.Name == name,
        { Number: var first } => port.Port >= first && port.Port <= (listed.EndPort ?? first),
    };

    /// <summary>Without a cluster address nothing translates ports: the pod is reached on the port as given.</summary>
    private static PortChoice AsGiven(TargetFacts facts, int port)
    {
        var protocols = facts.Ports.Where(each => each.Port == port || each.Target == port).Select(each => each.Protocol).Distinct().ToList();
        if (protocols.Count == 0) protocols.Add(Protocol.TCP);
        return new(true, [.. protocols.Order().Select(protocol => new PolicyPort(protocol, port))]);
    }
}
