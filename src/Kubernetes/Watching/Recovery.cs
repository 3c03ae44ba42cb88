namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>What the end of a list or a watch asks of the reflector.</summary>
/// <param name="Next">Where it goes on.</param>
/// <param name="Wait">How long it waits before.</param>
public readonly record struct Recovery(NextStep Next, WaitKind Wait)
{
    /// <summary>The table of <see cref="WatchEnd"/>s.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="fruitless">How many times in a row it has ended so without a single event.</param>
    public static Recovery For(WatchEnd end, int fruitless) => end switch
    {
        WatchEnd.Listed or WatchEnd.Closed => new(NextStep.Resume, WaitKind.None),
        WatchEnd.NoStreaming => new(NextStep.Relist, WaitKind.None),
        WatchEnd.ClosedAtOnce or WatchEnd.Cut or WatchEnd.HalfLine or WatchEnd.Idle => new(NextStep.Resume, WaitKind.Backoff),
        WatchEnd.Expired => new(NextStep.Relist, WaitKind.OwnBackoff), // history compacted, also by a restart
        WatchEnd.StaleList => new(NextStep.Relist, WaitKind.Backoff),
        WatchEnd.ErrorFrame or WatchEnd.BadLine or WatchEnd.VersionUnknown or WatchEnd.Rejected => new(
            fruitless >= 3 ? NextStep.Relist : NextStep.Resume, WaitKind.Backoff), // the version itself may be what hurts
        WatchEnd.Unauthorized or WatchEnd.Forbidden => new(NextStep.Resume, WaitKind.Backoff), // also of a server that starts and has not read its roles
        WatchEnd.NotInstalled => new(NextStep.Relist, WaitKind.Kind),
        WatchEnd.Throttled => new(NextStep.Resume, WaitKind.AsTold),
        _ => new(NextStep.Resume, WaitKind.Backoff),
    };
}
