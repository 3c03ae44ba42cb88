using NetpolOrleans.Silo.Health;

namespace NetpolOrleans.Cli.Replicas;

/// <summary>What could be learnt of one replica.</summary>
/// <param name="Name">Its Pod, or the address that was asked.</param>
/// <param name="Status">What it answers; null where it does not.</param>
/// <param name="Problem">Why it does not answer, as a sentence; null where it does.</param>
/// <param name="Heartbeat">Its Lease; null where there is none, or it may not be read.</param>
internal sealed record ReplicaReport(string Name, ReplicaStatus? Status, string? Problem, Heartbeat? Heartbeat)
{
    /// <summary>Whether it answers and does its share.</summary>
    public bool IsReady => Status is { Missing.Count: 0 };
}
