using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>The ports of a rule: the numeric ones as a set, the named ones as names, which each answering pod resolves by itself.</summary>
internal sealed class CompiledPorts(ValueList<PolicyPort> ports)
{
    private readonly PortSet numbers = Numbers(ports);
    private readonly ValueList<(Protocol Protocol, string Name)> names = Names(ports);

    /// <summary>The ports by number, and all ports of a protocol; without entries every port.</summary>
    public static PortSet Numbers(ValueList<PolicyPort> ports) =>
        ports.IsEmpty ? PortSet.All : ports.Aggregate(PortSet.None, (sum, port) => sum.Union(Numbers(port)));

    /// <summary>The ports by name.</summary>
    public static ValueList<(Protocol Protocol, string Name)> Names(ValueList<PolicyPort> ports) =>
        ports.Where(IsName).Select(port => (port.Protocol, port.Port!.Value.Name!)).ToValueList();

    /// <summary>Whether a flow to that port of <paramref name="to"/> is among them.</summary>
    public bool Contain(Endpoint to, Protocol protocol, int port)
    {
        if (numbers.Contains(protocol, port)) return true;
        foreach (var named in names.AsSpan())
            if (named.Protocol == protocol && IsNamed(to, protocol, named.Name, port)) return true;
        return false;
    }

    /// <summary>The ports of <paramref name="to"/> that are among them.</summary>
    public PortSet At(Endpoint to)
    {
        var all = numbers;
        foreach (var (protocol, name) in names)
            foreach (var port in Resolve(to, protocol, name))
                all = all.Union(PortSet.Of(protocol, port, port));
        return all;
    }

    /// <summary>Whether one entry of a rule's ports matches the flow.</summary>
    public static bool Matches(PolicyPort entry, Endpoint to, Protocol protocol, int port) => entry.Protocol == protocol
        && (IsName(entry) ? IsNamed(to, protocol, entry.Port!.Value.Name!, port) : Numbers(entry).Contains(protocol, port));

    private static bool IsName(PolicyPort entry) => entry is { Port.IsNamed: true, EndPort: null };

    private static PortSet Numbers(PolicyPort entry) => entry switch
    {
        { Port: null, EndPort: null } => PortSet.Of(entry.Protocol),
        { Port: null } or { Port.Name: not null } => PortSet.None,
        { Port: { } port } => PortSet.Of(entry.Protocol, port.Number, entry.EndPort ?? port.Number),
    };

    private static bool IsNamed(Endpoint to, Protocol protocol, string name, int port)
    {
        if (!to.IsSelectable) return false;
        foreach (var candidate in to.Ports.AsSpan())
            if (candidate.Number == port && candidate.Protocol == protocol && candidate.Name == name) return true;
        return false;
    }

    /// <summary>A name means a container's port of the answering pod; outside of pod networks nobody knows container ports.</summary>
    private static IEnumerable<int> Resolve(Endpoint to, Protocol protocol, string name) => to.IsSelectable
        ? to.Ports.Where(port => port.Name == name && port.Protocol == protocol).Select(port => port.Number)
        : [];
}
