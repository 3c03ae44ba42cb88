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

    /// <summary>The version up to which everything has been handed over; null before the first list.</summary>
    public string? Position { get; init; }

    /// <summary>The version of the newest change that has been handed over, or of the list before it; null before the first list.</summary>
    public string? NewestChange { get; init; }

    /// <summary>Whether what another reflector of this scope had handed over may not have come yet. Versions are compared as numbers, which the API promises since 1.35.</summary>
    /// <param name="newestChange">Its <see cref="NewestChange"/>.</param>
    public bool IsBehind(string newestChange) => VersionGuard.IsBefore(Position ?? "0", newestChange);

    /// <summary>What went wrong last, in one sentence; null while all is well.</summary>
    public string? LastError { get; init; }
}
