namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>How long a reflector waits after each end, by what has happened before.</summary>
internal sealed class RecoveryPace(TimeProvider time, ReflectorOptions options)
{
    private readonly Backoff backoff = new(time, options.Random);
    private readonly Backoff expiry = new(time, options.Random);
    private (WatchEnd Cause, int Times) fruitless;

    /// <summary>An event has come: what failed before is over.</summary>
    public void Fruitful() => fruitless = default;

    /// <summary>The server is back from an outage: what it answers now has nothing to do with what failed before.</summary>
    public void StartOver()
    {
        backoff.StartOver();
        expiry.StartOver();
    }

    /// <summary>What the end asks for.</summary>
    public Recovery Next(WatchEnd end)
    {
        fruitless = fruitless.Cause == end ? (end, fruitless.Times + 1) : (end, 1);
        return Recovery.For(end, fruitless.Times);
    }

    /// <summary>How long to wait before it.</summary>
    public TimeSpan Wait(WaitKind wait, TimeSpan? told) => wait switch
    {
        WaitKind.None => TimeSpan.Zero,
        WaitKind.OwnBackoff => expiry.Next(),
        WaitKind.Kind => backoff.Jittered(options.KindInterval),
        WaitKind.AsTold when told is { } asked => backoff.Next() is var own && own > asked ? own : asked,
        _ => backoff.Next(),
    };
}
