using NetpolOrleans.Policies.Values;
using NetpolOrleans.Policies.NetworkPolicies;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>Ports of rules for whatever pod answers: numbers, and names that nobody has resolved.</summary>
internal sealed record PortCoverage(PortSet Numbers, ValueList<(Protocol Protocol, string Name)> Names)
{
    private static readonly PortCoverage Nothing = new(PortSet.None, []);

    /// <summary>The ports of one rule.</summary>
    public static PortCoverage Of(ValueList<PolicyPort> ports) => new(CompiledPorts.Numbers(ports), CompiledPorts.Names(ports));

    /// <summary>All of these together.</summary>
    public static PortCoverage Union(IEnumerable<PortCoverage> parts) => parts.Aggregate(Nothing, (sum, part) =>
        new(sum.Numbers.Union(part.Numbers), sum.Names.Union(part.Names).ToValueList()));

    /// <summary>Whether every wanted port is here. A name is also covered by all ports of its protocol.</summary>
    public bool Covers(PortCoverage wanted) =>
        Numbers.Covers(wanted.Numbers)
        && wanted.Names.All(name => Names.Contains(name) || Numbers.Covers(PortSet.Of(name.Protocol)));
}
