using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>A set of ports of all protocols: sorted, disjoint ranges, none adjacent to the next, so that equal sets are equal values.</summary>
public sealed class PortSet : IEquatable<PortSet>
{
    /// <summary>No port.</summary>
    public static readonly PortSet None = new([]);

    /// <summary>Every port of every protocol.</summary>
    public static readonly PortSet All = new([.. Enum.GetValues<Protocol>().Select(Whole)]);

    private PortSet(ValueList<PortRange> ranges) => Ranges = ranges;

    /// <summary>The ranges, in order.</summary>
    public ValueList<PortRange> Ranges { get; }

    /// <summary>Whether the set holds no port.</summary>
    public bool IsEmpty => Ranges.IsEmpty;

    /// <summary>One range; empty where it ends before it starts or lies outside of 1 to 65535.</summary>
    public static PortSet Of(Protocol protocol, int first, int last) =>
        first > last || last < PortRange.Min || first > PortRange.Max
            ? None
            : new([new(protocol, Math.Max(first, PortRange.Min), Math.Min(last, PortRange.Max))]);

    /// <summary>Every port of one protocol.</summary>
    public static PortSet Of(Protocol protocol) => new([Whole(protocol)]);

    /// <summary>Whether the port is in the set.</summary>
    public bool Contains(Protocol protocol, int port)
    {
        foreach (var range in Ranges.AsSpan())
            if (range.Contains(protocol, port)) return true;
        return false;
    }

    /// <summary>Whether every port of <paramref name="other"/> is in this set.</summary>
    public bool Covers(PortSet other) => other.Except(this).IsEmpty;

    /// <summary>The ports of either.</summary>
    public PortSet Union(PortSet other)
    {
        if (IsEmpty || ReferenceEquals(other, All)) return other;
        if (other.IsEmpty || ReferenceEquals(this, All)) return this;
        var merged = new List<PortRange>(Ranges.Count + other.Ranges.Count);
        foreach (var range in Ranges.Concat(other.Ranges).Order())
        {
            if (merged is [.., var last] && last.Protocol == range.Protocol && range.First <= last.Last + 1)
                merged[^1] = last with { Last = Math.Max(last.Last, range.Last) };
            else
                merged.Add(range);
        }
        return new(merged.ToValueList());
    }

    /// <summary>The ports of both.</summary>
    public PortSet Intersect(PortSet other)
    {
        if (IsEmpty || ReferenceEquals(other, All)) return this;
        if (other.IsEmpty || ReferenceEquals(this, All)) return other;
        List<PortRange> common = [];
        foreach (var a in Ranges.AsSpan())
            foreach (var b in other.Ranges.AsSpan())
                if (a.Protocol == b.Protocol && Math.Max(a.First, b.First) <= Math.Min(a.Last, b.Last))
                    common.Add(new(a.Protocol, Math.Max(a.First, b.First), Math.Min(a.Last, b.Last)));
        return common.Count == 0 ? None : new(common.ToValueList());
    }

    /// <summary>The ports that are in this set and not in <paramref name="other"/>.</summary>
    public PortSet Except(PortSet other) => IsEmpty || other.IsEmpty ? this : Intersect(other.Complement());

    /// <inheritdoc/>
    public bool Equals(PortSet? other) => other is not null && Ranges.Equals(other.Ranges);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PortSet);

    /// <inheritdoc/>
    public override int GetHashCode() => Ranges.GetHashCode();

    /// <summary><c>53/UDP,80/TCP</c>; <c>all</c> and <c>none</c> for the extremes.</summary>
    public override string ToString() => IsEmpty ? "none" : Equals(All) ? "all" : string.Join(',', Ranges);

    private PortSet Complement()
    {
        List<PortRange> gaps = [];
        foreach (var protocol in Enum.GetValues<Protocol>())
        {
            var next = PortRange.Min;
            foreach (var range in Ranges)
            {
                if (range.Protocol != protocol) continue;
                if (next < range.First) gaps.Add(new(protocol, next, range.First - 1));
                next = range.Last + 1;
            }
            if (next <= PortRange.Max) gaps.Add(new(protocol, next, PortRange.Max));
        }
        return gaps.Count == 0 ? None : new(gaps.ToValueList());
    }

    private static PortRange Whole(Protocol protocol) => new(protocol, PortRange.Min, PortRange.Max);
}
