namespace LocalKubernetes.Faults;

/// <summary>Something that happens to the cluster at a time after the plan's start, once or again and again.</summary>
public sealed record ClusterEvent(ClusterEventKind Kind, TimeSpan At)
{
    /// <summary>The event comes again after every such time.</summary>
    public bool Repeats { get; init; }

    /// <summary>How long a server that restarts is away before it listens again.</summary>
    public TimeSpan Away { get; init; }
}
