namespace NetpolOrleans.Policies.References.Reading;

/// <summary>
/// The hosts of a URL: <c>user:password@a:27017,b:27017,[fd00::1]:27017</c>. User information is passed over, also where it holds
/// characters that it should not; hosts that a variable or a wildcard is part of are passed over too.
/// </summary>
internal ref struct Authority
{
    private const int LongestUserInformation = 256;
    private const int LongestHost = 255;
    private readonly string text;
    private int next;
    private bool finished;

    public Authority(string text, int start)
    {
        this.text = text;
        next = start;
        End = start;
        var at = UserInformationEnd(start);
        if (at >= 0) next = End = at + 1;
    }

    /// <summary>Where the current host stands, without brackets.</summary>
    public Range Host { get; private set; }

    /// <summary>The current host's port, or null where there is none that is a number.</summary>
    public int? Port { get; private set; }

    /// <summary>Where the part that was read ends.</summary>
    public int End { get; private set; }

    /// <summary>Goes on to the next host.</summary>
    public bool MoveNext()
    {
        while (!finished)
            if (Read()) return true;
        return false;
    }

    private bool Read()
    {
        var start = next;
        var bracket = start < text.Length && text[start] == '[' ? BracketedAddress.Length(text, start) : 0;
        var (end, hostEnd, isKnown) = bracket > 0 ? (start + bracket, start + bracket - 1, true) : HostEnd(start);
        Host = new(bracket > 0 ? start + 1 : start, hostEnd);
        isKnown &= end > start;
        (Port, End) = PortSuffix.After(text, end);
        Effort.Spend(End - start);
        finished = !(End > start && End < text.Length && text[End] == ',' && IsHostNext(End + 1));
        next = End + 1;
        return isKnown && (End >= text.Length || !"@%*+~!=".Contains(text[End]));
    }

    /// <summary>
    /// Where the host ends with its variables and without them. It is known where there are none, or one that stands for the
    /// cluster's domain: <c>cart.shop.svc.$(CLUSTER_DOMAIN)</c>.
    /// </summary>
    private readonly (int End, int HostEnd, bool IsKnown) HostEnd(int start)
    {
        var i = start;
        while (i < text.Length && Characters.IsHost(text[i])) i++;
        if (i >= text.Length || text[i] != '$') return (i, i, true);
        var hostEnd = i;
        while (i < text.Length && (Characters.IsHost(text[i]) || text[i] == '$')) i += text[i] == '$' ? OpaqueVariable.Length(text, i) : 1;
        var isDomain = text.AsSpan(start, hostEnd - start).EndsWith(".svc.", StringComparison.OrdinalIgnoreCase)
            && i == hostEnd + OpaqueVariable.Length(text, hostEnd);
        return (i, hostEnd, isDomain);
    }

    /// <summary>Whether the comma goes on with a host, not with a URL or an option of its own.</summary>
    private readonly bool IsHostNext(int start)
    {
        var i = start;
        while (i < text.Length && i - start < LongestHost && (Characters.IsHost(text[i]) || text[i] is '[' or '$')) i++;
        Effort.Spend(i - start);
        return i > start && !(i < text.Length && (text[i] == '=' || text.AsSpan(i).StartsWith("://")));
    }

    private readonly int UserInformationEnd(int start)
    {
        var at = -1;
        var hasWordAsPort = false;
        var i = start;
        for (; i < text.Length && !Characters.AfterAuthority.Contains(text[i]); i += text[i] == '$' ? OpaqueVariable.Length(text, i) : 1)
        {
            if (text[i] == '@') at = i;
            hasWordAsPort |= text[i] == ':' && i + 1 < text.Length && !char.IsAsciiDigit(text[i + 1]);
        }
        Effort.Spend(i - start);
        if (at >= 0 || !hasWordAsPort) return at;
        var rest = text.AsSpan(i, Math.Min(LongestUserInformation, text.Length - i));
        Effort.Spend(rest.Length);
        if (rest.IndexOfAny(Characters.SpacesAndQuotes) is var end and >= 0) rest = rest[..end];
        return rest.LastIndexOf('@') is var behind and >= 0 ? i + behind : -1;
    }
}
