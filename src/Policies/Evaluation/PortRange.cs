using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>Ports <paramref name="First"/> to <paramref name="Last"/> of a protocol, both included.</summary>
public readonly record struct PortRange(Protocol Protocol, int First, int Last) : IComparable<PortRange>
{
    /// <summary>The lowest port of the API.</summary>
    public const int Min = 1;

    /// <summary>The highest port of the API.</summary>
    public const int Max = 65535;

    /// <summary>Whether the port is in the range.</summary>
    public bool Contains(Protocol protocol, int port) => Protocol == protocol && First <= port && port <= Last;

    /// <summary>By protocol, then by port.</summary>
    public int CompareTo(PortRange other) => (Protocol, First, Last).CompareTo((other.Protocol, other.First, other.Last));

    /// <summary><c>80/TCP</c>, <c>8000-8100/TCP</c>, or <c>*/TCP</c> for every port.</summary>
    public override string ToString() => (First, Last) switch
    {
        (Min, Max) => $"*/{Protocol}",
        _ when First == Last => $"{First}/{Protocol}",
        _ => $"{First}-{Last}/{Protocol}",
    };
}
