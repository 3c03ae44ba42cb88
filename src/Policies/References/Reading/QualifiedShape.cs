using NetpolOrleans.Policies.References.Hosts;

namespace NetpolOrleans.Policies.References.Reading;

/// <summary>Whether a dotted value of a field that says nothing about hosts is worth a look at the Services: <c>redis-leader.redis</c>.</summary>
internal static class QualifiedShape
{
    private const int MostDots = 2;

    /// <summary>A name of two or three parts of which none is a number, or an IP literal.</summary>
    public static bool Fits(ReadOnlySpan<char> host)
    {
        if (host.Contains(':') || AddressLiteral.IsDottedDigits(host)) return true;
        if (host.Count('.') > MostDots) return false;
        foreach (var part in host.Split('.'))
            if (!host[part].ContainsAnyExceptInRange('0', '9')) return false;
        return true;
    }
}
