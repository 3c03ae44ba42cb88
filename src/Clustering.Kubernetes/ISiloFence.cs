namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// Whether this silo may still write to what it shares with the other silos. Ask before each write: a silo that was frozen, or cut off from
/// the others and declared dead, finds out here before its grains' successors can have been activated.
/// </summary>
public interface ISiloFence
{
    /// <summary>True while this silo has read its own living row from the API server within the fence's timeout.</summary>
    bool MayWrite { get; }

    /// <summary>Why writing is forbidden, as a sentence; null while it is allowed.</summary>
    string? Reason { get; }
}
