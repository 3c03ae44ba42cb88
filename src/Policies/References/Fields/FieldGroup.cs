namespace NetpolOrleans.Policies.References.Fields;

/// <summary>
/// Fields that stand beside each other: a container's variables, its options, a block or a section of a file. One of them may give
/// the port of another's host.
/// </summary>
internal sealed class FieldGroup(ReferenceCollector collector, PortPairing pairing)
{
    private readonly List<Mention> hosts = [];
    private readonly List<(ReadOnlyMemory<char> Field, int Port)> ports = [];
    private readonly List<ReadOnlyMemory<char>> hostFields = [];

    /// <summary>Takes a field whose name is host-like, whatever its value.</summary>
    public void AddHostField(ReadOnlyMemory<char> field) => hostFields.Add(field);

    /// <summary>Takes a mention that has no port of its own.</summary>
    public void Add(in Mention mention)
    {
        if (hosts.Count > 0 && IsRepeated(hosts[0].Field, mention.Field)) Close();
        hosts.Add(mention);
    }

    /// <summary>Takes a field that gives a port.</summary>
    public void AddPort(ReadOnlyMemory<char> field, int port)
    {
        if (ports.Count > 0 && IsRepeated(ports[0].Field, field)) Close();
        ports.Add((field, port));
    }

    /// <summary>Takes a port that follows the field's last host behind a comma.</summary>
    public void SetPort(ReadOnlyMemory<char> field, int port)
    {
        if (hosts.Count == 0 || !hosts[^1].Field.Equals(field)) return;
        collector.Add(hosts[^1] with { Port = port, Certainty = Certainty.Explicit });
        hosts.RemoveAt(hosts.Count - 1);
    }

    /// <summary>No further field stands beside these: hands the mentions on, with their ports.</summary>
    public void Close()
    {
        if (hosts.Count > 0 && (ports.Count > 0 || hosts.Exists(static mention => mention.NamesServer))) pairing.Pair(hosts, ports, hostFields, collector);
        else
            foreach (var mention in hosts)
                if (!mention.NeedsPort) collector.Add(mention);
        hosts.Clear();
        ports.Clear();
        hostFields.Clear();
    }

    /// <summary>Whether a field comes up again, as it does in flat lists of hosts; the elements of one field's list don't.</summary>
    private static bool IsRepeated(ReadOnlyMemory<char> first, ReadOnlyMemory<char> field) =>
        !first.Equals(field) && first.Span.Equals(field.Span, StringComparison.OrdinalIgnoreCase);
}
