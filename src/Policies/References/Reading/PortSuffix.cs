using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References.Reading;

/// <summary>The <c>:port</c> behind a host.</summary>
internal static class PortSuffix
{
    /// <summary>The port, and where it ends: null and the host's end where no <c>:</c> with digits or a variable follows.</summary>
    public static (int? Port, int End) After(string text, int hostEnd)
    {
        if (hostEnd + 1 >= text.Length || text[hostEnd] != ':') return (null, hostEnd);
        var start = hostEnd + 1;
        if (text[start] == '$') return (null, start + OpaqueVariable.Length(text, start));
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        Effort.Spend(end - start);
        return end == start ? (null, hostEnd) : (PortNumber.Parse(text.AsSpan(start, end - start)), end);
    }
}
