using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References.Fields;

/// <summary>
/// Names of fields whose values name nothing to call: what is admitted, passed by or pulled, and what the workload itself answers to,
/// such as the names in its certificate or the address it listens at.
/// </summary>
internal static class NeverCalled
{
    private const int LongestName = 64;
    private const string RelatedImage = "RELATED_IMAGE";

    private static readonly string[] LastTokens =
    [
        "ORIGIN", "ORIGINS", "IMAGE", "IMAGES", "TAG", "SCHEMA", "DOCTYPE", "AUDIENCE", "AUDIENCES", "DOMAINS", "RULE", "CN", "SAN", "SANS", "LISTEN", "BIND",
    ];

    private static readonly string[] Endings =
    [
        "NOPROXY", "ALLOWEDHOSTS", "NONPROXYHOSTS", "TRUSTEDHOSTS", "SCHEMALOCATION", "COOKIEDOMAIN", "REDIRECTURI", "REDIRECTURIS", "REDIRECTURL", "REDIRECTURLS",
        "SERVERNAME", "SERVERNAMES", "SERVERALIAS", "VIRTUALHOST", "VIRTUALHOSTS", "DNSNAME", "DNSNAMES", "COMMONNAME", "ALTNAME", "ALTNAMES",
        "LISTENADDR", "LISTENADDRESS", "LISTENADDRESSES", "LISTENHOST", "BINDADDR", "BINDADDRESS", "BINDHOST", "LISTENTO", "BINDTO", "MYHOSTNAME", "MYDESTINATION",
    ];

    // What a server tells others to call it by: KAFKA_ADVERTISED_LISTENERS, --advertise-client-urls, replica-announce-ip.
    private static readonly string[] Anywhere = ["ADVERTISED", "ADVERTISE", "ANNOUNCE"];

    // First words of lines of configurations in which no separator follows: nginx, Apache, HAProxy.
    private static readonly string[] Directives = ["server_name", "ServerName", "ServerAlias", "listen", "bind", "acl", "use_backend"];

    /// <summary>Whether the name says so: <c>NO_PROXY</c>, <c>CORS_ORIGINS</c>, <c>dnsNames</c>, <c>DNS.1</c>, <c>LISTEN_ADDR</c>.</summary>
    public static bool Contains(ReadOnlySpan<char> name, ValueList<string> hostTokens)
    {
        if (name.StartsWith("xmlns", StringComparison.OrdinalIgnoreCase) || name.StartsWith(RelatedImage, StringComparison.Ordinal)) return true;
        if (name.Length > LongestName) return false;
        Span<char> letters = stackalloc char[name.Length];
        var length = 0;
        foreach (var c in name)
            if (char.IsAsciiLetterOrDigit(c)) letters[length++] = c;
        foreach (var ending in Endings)
            if (letters[..length].EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        return IsAltName(name) || HasToken(name, Anywhere) || (!FieldName.IsHostLike(name, hostTokens) && Is(name[Tokens.Last(name)], LastTokens));
    }

    /// <summary>Whether the name says that labels follow, of metrics, alerts or objects: <c>labels</c>, <c>external_labels</c>, <c>matchLabels</c>.</summary>
    public static bool HoldsLabels(ReadOnlySpan<char> name) => name[Tokens.Last(name)].Equals("LABELS", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether all words behind the word, to the end of the statement, name nothing to call.</summary>
    public static bool IsDirective(ReadOnlySpan<char> word) => Is(word, Directives);

    /// <summary>The numbered names of a certificate request: <c>DNS.1</c>.</summary>
    private static bool IsAltName(ReadOnlySpan<char> name) =>
        name.StartsWith("DNS.") && name.Length > 4 && !name[4..].ContainsAnyExceptInRange('0', '9');

    private static bool HasToken(ReadOnlySpan<char> name, string[] words)
    {
        for (var token = Tokens.Last(name); !name[token].IsEmpty; token = Tokens.Last(name[..token.Start]))
            if (Is(name[token], words)) return true;
        return false;
    }

    private static bool Is(ReadOnlySpan<char> token, string[] words)
    {
        foreach (var word in words)
            if (token.Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
