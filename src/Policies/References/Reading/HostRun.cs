namespace NetpolOrleans.Policies.References.Reading;

/// <summary>Characters of a word that may be a host, and what surrounds them.</summary>
/// <param name="Start">Where the host starts.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Port">The port behind it, or null.</param>
/// <param name="After">Where the port ends.</param>
/// <param name="Lead">What stands in front of it.</param>
internal readonly record struct HostRun(int Start, int End, int? Port, int After, HostLead Lead)
{
    /// <summary>The first run of a word at or behind a position; null where there is none.</summary>
    public static HostRun? Next(string text, int wordStart, int position, int wordEnd)
    {
        var from = position;
        while (position < wordEnd && !Characters.IsHost(text[position]))
            position += text[position] == '$' ? SkipVariable(text, position, wordEnd) : 1;
        Effort.Spend(position - from);
        if (position >= wordEnd) return null;
        var end = position;
        while (end < wordEnd && Characters.IsHost(text[end])) end++;
        Effort.Spend(end - position);
        var (port, after) = PortSuffix.After(text, end);
        return new(position, end, port, after, HostLeads.Of(text, wordStart, position));
    }

    /// <summary>Whether what follows the port lets it be one: <c>redis:7-alpine</c>, <c>10:30m</c> and <c>user:1@host</c> don't.</summary>
    public bool EndsCleanly(string text, int wordEnd)
    {
        if (After >= wordEnd) return true;
        return text[After] is ':' or '/' or '?' or '#' or '\\' or '!' or '~' || (text[After] == '.' && After + 1 == wordEnd);
    }

    /// <summary>A variable, together with the name that it is glued to: neither is a host that we know.</summary>
    private static int SkipVariable(string text, int position, int wordEnd)
    {
        var end = position + OpaqueVariable.Length(text, position);
        while (end < wordEnd && Characters.IsHost(text[end])) end++;
        return end - position;
    }
}
