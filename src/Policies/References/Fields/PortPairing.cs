using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References.Fields;

/// <summary>
/// Finds the port of a host among the fields beside it: <c>X_HOST</c> and <c>X_PORT</c>, <c>X_SERVICE_ADDR</c> and <c>X_PORT</c>,
/// <c>x.host</c> and <c>x.port</c>, <c>X</c> and <c>X_PORT</c>, <c>X_HOST</c> and <c>X_PORT_GRPC</c>. <c>X_UI_PORT</c> is one of the
/// host's, too, if its Service has that port.
/// </summary>
/// <param name="hostTokens">The host-like tokens, in upper case.</param>
internal sealed class PortPairing(ValueList<string> hostTokens)
{
    // Next to these a plain PORT is as likely the container's own.
    private static readonly string[] NotWithPlainPort =
        ["SERVICE", "SVC", "TARGET", "BACKEND", "UPSTREAM", "URL", "URLS", "URI", "URIS", "DSN", "ENDPOINT", "ENDPOINTS"];

    /// <summary>Hands every mention on with the ports that belong to it, or without one.</summary>
    public void Pair(
        IReadOnlyList<Mention> hosts,
        IReadOnlyList<(ReadOnlyMemory<char> Field, int Port)> ports,
        IReadOnlyList<ReadOnlyMemory<char>> hostFields,
        ReferenceCollector collector)
    {
        var taken = hostFields.Select(field => Host(Tokens.Of(field.Span))?.Stem).ToHashSet(StringComparer.Ordinal);
        var table = new PortTable();
        foreach (var (field, port) in ports) table.Add(Tokens.Of(field.Span), port, taken);

        foreach (var mention in hosts)
        {
            Effort.Spend(mention.Field.Length);
            var field = Tokens.Of(mention.Field.Span);
            var found = Find(field, mention.NeedsPort, table, taken);
            foreach (var port in found)
                collector.Add(mention with { Port = port, Certainty = mention.NeedsPort ? mention.Certainty : Certainty.Explicit });

            var purposes = Host(field) is { Stem.Length: > 0, Suffix.Length: 0 } host && !mention.NeedsPort ? table.Purposes(host.Stem) : [];
            if (found.Count > 0)
                foreach (var port in purposes.Except(found)) collector.Add(mention with { Port = port, Certainty = Certainty.IfServiceHasPort });
            else if (purposes.Count > 0)
                for (var i = 0; i < purposes.Count; i++) collector.Add(mention with { Purposes = [.. purposes.Skip(i), .. purposes.Take(i)] });
            else if (!mention.NeedsPort || (mention.NamesServer && !taken.Contains(PortTable.Join(field)))) collector.Add(mention);
        }
    }

    private IReadOnlyList<int> Find(string[] field, bool needsPort, PortTable table, HashSet<string?> taken)
    {
        if (Host(field) is var (stem, suffix, token))
        {
            var isPlain = stem.Length == 0 && NotWithPlainPort.Contains(token);
            if (!isPlain && table.Find(stem, suffix) is { Count: > 0 } beside) return beside;
            if (suffix.Length == 0 && field.Length > 2 && hostTokens.Contains(field[^2])
                && table.Find(PortTable.Join(field.AsSpan(..^2)), "") is { Count: > 0 } shorter) return shorter;
        }
        // DB=postgres beside DB_HOST and DB_PORT is the kind of database: the port is the other's.
        var whole = PortTable.Join(field);
        return needsPort && taken.Contains(whole) ? [] : table.Find(whole, "");
    }

    private (string Stem, string Suffix, string Token)? Host(string[] field)
    {
        for (var i = field.Length - 1; i >= 0; i--)
        {
            var stem = PortTable.Stem(field, i, "HOST") ?? (hostTokens.Contains(field[i]) ? PortTable.Join(field.AsSpan(..i)) : null);
            if (stem is not null) return (stem, PortTable.Join(field.AsSpan(i + 1)), field[i]);
        }
        return null;
    }
}
