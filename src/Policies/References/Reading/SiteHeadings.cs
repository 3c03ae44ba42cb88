using System.Buffers;

namespace NetpolOrleans.Policies.References.Reading;

/// <summary>Lines such as <c>cart.shop.svc:80, cart.example.com {</c>, by which Caddy and CoreDNS say what a block of theirs answers to.</summary>
internal static class SiteHeadings
{
    private const int Longest = 256;
    private static readonly SearchValues<char> Addresses =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:/*-_, \t");

    /// <summary>The length of the addresses in front of the brace that ends the line; 0 where the line is no such heading.</summary>
    public static int Length(ReadOnlySpan<char> line)
    {
        line = line[..Math.Min(line.Length, Longest)];
        Effort.Spend(line.Length);
        if (line.IndexOf('\n') is var end and >= 0) line = line[..end];
        line = line.TrimEnd();
        if (line is not [.., '{'] || line[..^1].ContainsAnyExcept(Addresses)) return 0;
        var first = line[..line.IndexOfAny(" \t,{")];
        return first.ContainsAny('.', ':') && first[^1] != ':' ? line.Length - 1 : 0;
    }
}
