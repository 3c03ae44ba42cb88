using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>How a reflector is: a snapshot.</summary>
public sealed record ReflectorStatus
{
    /// <summary>What it follows.</summary>
    public required WatchScope Scope { get; init; }

    /// <summary>What it is doing.</summary>
    public ReflectorState State { get; init; }

    /// <summary>Whether the whole state has been handed over once (also where the kind is not installed).</summary>
    public bool Synced { get; init; }

    /// <summary>Since the last word from the server: an event, a bookmark, an answer.</summary>
    public TimeSpan Silence { get; init; }

    /// <summary>Since the last event of an object; null before the first.</summary>
    public TimeSpan? SinceLastEvent { get; init; }

    /// <summary>Since the batch that the consumer is working on was handed over; zero where it is idle.</summary>
    public TimeSpan Lag { get; init; }

    /// <summary>Objects kept.</summary>
    public int Objects { get; init; }

    /// <summary>Events received.</summary>
    public long Events { get; init; }

    /// <summary>Changes handed over.</summary>
    public long Changes { get; init; }

    /// <summary>Bytes received.</summary>
    public long Bytes { get; init; }

    /// <summary>Full lists after the first, by what made them necessary.</summary>
    public IReadOnlyDictionary<WatchEnd, long> Relists { get; init; } = new Dictionary<WatchEnd, long>();

    /// <summary>Objects that are set aside now, with the reason; at most a hundred are named.</summary>
    public IReadOnlyDictionary<ObjectName, string> SetAside { get; init; } = new Dictionary<ObjectName, string>();

    /// <summary>What went wrong last, in one sentence; null while all is well.</summary>
    public string? LastError { get; init; }
}
