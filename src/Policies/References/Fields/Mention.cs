namespace NetpolOrleans.Policies.References.Fields;

/// <summary>A host that a text mentions, not yet judged by what it may mean.</summary>
internal readonly record struct Mention
{
    /// <summary>The host, as written.</summary>
    public required ReadOnlyMemory<char> Host { get; init; }

    /// <summary>The port, or null.</summary>
    public int? Port { get; init; }

    /// <summary>Ports that fields beside it give for single purposes: the first that the Service has is meant, and all ports where it has none.</summary>
    public IReadOnlyList<int>? Purposes { get; init; }

    /// <summary>What must exist.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>Whether a host outside the cluster may be meant.</summary>
    public bool MayBeExternal { get; init; }

    /// <summary>Whether it is nothing unless a field beside it gives its port.</summary>
    public bool NeedsPort { get; init; }

    /// <summary>Whether it counts without a port all the same, if no other text names that Service: <c>REDIS=cache</c>.</summary>
    public bool NamesServer { get; init; }

    /// <summary>Whether a command asks for its address only, as <c>nslookup cart</c> does: it counts where no other text names that Service.</summary>
    public bool IsLookup { get; init; }

    /// <summary>The text for the evidence.</summary>
    public required ReadOnlyMemory<char> Text { get; init; }

    /// <summary>Where it was read.</summary>
    public required Origin Origin { get; init; }

    /// <summary>The name of the field whose whole value it is, or is listed in; empty where there is none.</summary>
    public ReadOnlyMemory<char> Field { get; init; }

    /// <summary>Its place among the mentions of the template.</summary>
    public int Order { get; init; }
}
