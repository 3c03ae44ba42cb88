using System.Globalization;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>A growing set of ports; once it holds every port it stays so.</summary>
/// <param name="first">The ports that it starts with; an empty list is every port.</param>
internal sealed class PortUnion(ValueList<PolicyPort> first)
{
    private readonly ValueList<PolicyPort> first = first;
    private HashSet<PolicyPort>? ports; // most peers are admitted for one reason, on one list of ports
    private bool all = first.IsEmpty;
    private ValueList<PolicyPort>? sorted;
    private string? text;

    /// <summary>The ports in the order in which policies list them; empty where every port is in.</summary>
    public ValueList<PolicyPort> Sorted => all ? [] : sorted ??= ports is null && first.Count == 1 ? first : Sort();

    /// <summary>A text that two equal sets share and that sorts them: all ports first, then by number.</summary>
    public string Text => all ? "" : text ??= Sorted is [var only] ? TextOf(only) : string.Join(',', Sorted.Select(TextOf));

    private IReadOnlyCollection<PolicyPort> Ports => ports is null ? first : ports;

    /// <summary>Adds an allowance's ports; an empty list adds every port.</summary>
    public void Add(ValueList<PolicyPort> more)
    {
        all |= more.IsEmpty;
        if (all || (ports is null && more.Equals(first))) return;
        ports ??= [.. first];
        ports.UnionWith(more);
        sorted = null;
        text = null;
    }

    /// <summary>Whether every port of <paramref name="other"/> is here.</summary>
    public bool Covers(PortUnion other) => all || (!other.all && other.Sorted.All(port => Ports.Contains(port) || IsInside(port)));

    private ValueList<PolicyPort> Sort() =>
    [
        .. Ports.Distinct().Where(port => !IsInside(port)).OrderBy(port => port.Port?.IsNamed ?? false).ThenBy(port => port.Port?.Number ?? 0)
            .ThenBy(port => port.Port?.Name, StringComparer.Ordinal).ThenBy(port => port.Protocol).ThenBy(port => port.EndPort ?? 0),
    ];

    /// <summary>Whether another entry (a whole protocol, a range) already covers the port.</summary>
    private bool IsInside(PolicyPort port) => Ports.Any(other => other != port && other.Protocol == port.Protocol && Includes(other, port));

    private static bool Includes(PolicyPort outer, PolicyPort inner)
    {
        if (outer.Port is not { } start) return true;
        if (inner.Port is not { IsNamed: false } first || start.IsNamed || outer.EndPort is not { } end) return false;
        return start.Number <= first.Number && (inner.EndPort ?? first.Number) <= end;
    }

    private static string TextOf(PolicyPort port) => string.Create(
        CultureInfo.InvariantCulture, $"{port.Port?.Number ?? 0:D5}{port.Port?.Name}-{port.EndPort ?? 0}/{port.Protocol}");
}
