using System.Globalization;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>A growing set of ports; once it holds every port it stays so.</summary>
internal sealed class PortUnion
{
    private readonly HashSet<PolicyPort> ports = [];
    private bool all;

    /// <summary>The ports in the order in which policies list them; empty where every port is in.</summary>
    public ValueList<PolicyPort> Sorted => all
        ? []
        : [.. ports.Where(port => !IsInside(port)).OrderBy(port => port.Port?.IsNamed ?? false).ThenBy(port => port.Port?.Number ?? 0)
            .ThenBy(port => port.Port?.Name, StringComparer.Ordinal).ThenBy(port => port.Protocol).ThenBy(port => port.EndPort ?? 0)];

    /// <summary>A text that two equal sets share and that sorts them: all ports first, then by number.</summary>
    public string Text => all ? "" : string.Join(',', Sorted.Select(TextOf));

    /// <summary>Adds an allowance's ports; an empty list adds every port.</summary>
    public void Add(ValueList<PolicyPort> more)
    {
        all |= more.IsEmpty;
        if (!all) ports.UnionWith(more);
    }

    /// <summary>Whether every port of <paramref name="other"/> is here.</summary>
    public bool Covers(PortUnion other) => all || (!other.all && other.Sorted.All(port => ports.Contains(port) || IsInside(port)));

    /// <summary>Whether another entry (a whole protocol, a range) already covers the port.</summary>
    private bool IsInside(PolicyPort port) => ports.Any(other => other != port && other.Protocol == port.Protocol && Includes(other, port));

    private static bool Includes(PolicyPort outer, PolicyPort inner)
    {
        if (outer.Port is not { } start) return true;
        if (inner.Port is not { IsNamed: false } first || start.IsNamed || outer.EndPort is not { } end) return false;
        return start.Number <= first.Number && (inner.EndPort ?? first.Number) <= end;
    }

    private static string TextOf(PolicyPort port) => string.Create(
        CultureInfo.InvariantCulture, $"{port.Port?.Number ?? 0:D5}{port.Port?.Name}-{port.EndPort ?? 0}/{port.Protocol}");
}
