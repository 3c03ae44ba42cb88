namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// What a silo says of itself as annotations of its Lease, for people and tools that look at it. It travels with the heartbeat: it costs no request of
/// its own, is as old as that, and changes neither the membership's version nor its etag. Register one as a service to have something said.
/// </summary>
/// <param name="say">
/// The annotations now; asked at each heartbeat. Always the same keys: one that is left out keeps what it said last. Everybody reads all Leases now and
/// then, so keep it short.
/// </param>
public sealed class HeartbeatNotes(Func<IReadOnlyDictionary<string, string>> say)
{
    /// <summary>Nothing is said.</summary>
    public static readonly HeartbeatNotes None = new(() => new Dictionary<string, string>());

    /// <summary>The annotations; none where they cannot be told: a heartbeat matters more.</summary>
    internal IReadOnlyDictionary<string, string> Current
    {
        get
        {
            try
            {
                return say();
            }
            catch (Exception)
            {
                return None.Current;
            }
        }
    }
}
