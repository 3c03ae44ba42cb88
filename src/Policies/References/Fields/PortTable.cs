namespace NetpolOrleans.Policies.References.Fields;

/// <summary>The ports of a group of fields, by what their names share with the names of hosts.</summary>
internal sealed class PortTable
{
    private const int MostPorts = 8;
    private const int MostQualifiers = 2;

    // What stands behind PORT in the names of settings about ports, not of ports.
    private static readonly string[] NoPort = ["TIMEOUT", "INTERVAL", "CHECK", "RETRIES", "COUNT", "ENABLED", "OFFSET", "RANGE", "MIN", "MAX", "SECONDS", "MS"];

    // Ports beside a server's work, or the container's own: they do not say that the server's usual port is not meant.
    private static readonly string[] NoPurpose =
    [
        "METRICS", "METRIC", "PROMETHEUS", "EXPORTER", "MONITORING", "HEALTH", "HEALTHCHECK", "PROBE", "STATUS", "ADMIN", "MANAGEMENT", "DEBUG", "LISTEN", "BIND", "LOCAL",
    ];

    private readonly Dictionary<(string Stem, string Suffix), List<int>> exact = [];
    private readonly Dictionary<string, List<int>> byStem = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> qualified = new(StringComparer.Ordinal);

    /// <summary>
    /// Takes a port: <c>X_PORT</c> has the stem X, <c>X_PORT_GRPC</c> the suffix GRPC as well, and <c>X_UI_PORT</c> is also one of X, unless
    /// <c>X_UI</c> is a host of its own.
    /// </summary>
    /// <param name="field">The tokens of the field's name.</param>
    /// <param name="port">The port.</param>
    /// <param name="hosts">The stems of the hosts beside it.</param>
    public void Add(string[] field, int port, HashSet<string?> hosts)
    {
        AddQualified(field, port, hosts);
        for (var i = field.Length - 1; i >= Math.Max(0, field.Length - 2); i--)
        {
            if (Stem(field, i, "PORT") is not { } stem) continue;
            var suffix = Join(field.AsSpan(i + 1));
            Add(exact, (stem, suffix), port);
            if (!NoPort.Contains(suffix)) Add(byStem, stem, port);
            return;
        }
    }

    /// <summary>The ports of that stem and suffix; without a suffix and such a port, those of any suffix.</summary>
    public IReadOnlyList<int> Find(string stem, string suffix) =>
        exact.TryGetValue((stem, suffix), out var ports) || (suffix.Length == 0 && byStem.TryGetValue(stem, out ports)) ? ports : [];

    /// <summary>The ports of single purposes of a host: <c>X_UI_PORT</c>, <c>X_EVENT_BUS_PORT</c>.</summary>
    public IReadOnlyList<int> Purposes(string stem) => qualified.GetValueOrDefault(stem) ?? [];

    /// <summary>The tokens in front of the word, of which the last may be glued to it, as in <c>PGPORT</c>; null where the word is not there.</summary>
    public static string? Stem(string[] field, int i, string word)
    {
        if (!field[i].EndsWith(word, StringComparison.Ordinal)) return null;
        return field[i].Length == word.Length ? Join(field.AsSpan(..i)) : Join([.. field.AsSpan(..i), field[i][..^word.Length]]);
    }

    /// <summary>Tokens as one text.</summary>
    public static string Join(ReadOnlySpan<string> tokens) => string.Join('_', tokens);

    private void AddQualified(string[] field, int port, HashSet<string?> hosts)
    {
        if (field is not [.., "PORT"]) return;
        for (var length = field.Length - 2; length >= Math.Max(1, field.Length - 1 - MostQualifiers); length--)
        {
            if (hosts.Contains(Join(field.AsSpan(..(length + 1))))) return;
            if (NoPurpose.Contains(field[length])) return;
            Add(qualified, Join(field.AsSpan(..length)), port);
        }
    }

    private static void Add<TKey>(Dictionary<TKey, List<int>> table, TKey key, int port) where TKey : notnull
    {
        if (!table.TryGetValue(key, out var ports)) table[key] = ports = [];
        if (ports.Count < MostPorts && !ports.Contains(port)) ports.Add(port);
    }
}
