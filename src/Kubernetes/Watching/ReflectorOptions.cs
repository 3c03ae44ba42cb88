namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>How a reflector lists and watches.</summary>
public sealed record ReflectorOptions
{
    /// <summary>The defaults.</summary>
    public static readonly ReflectorOptions Default = new();

    /// <summary>Objects per page of a list; smaller pages cost requests, larger ones memory.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Whether lists are streamed where the server offers it; a server that does not is noticed.</summary>
    public bool StreamingLists { get; init; } = true;

    /// <summary>Silence that tells that a server ignored the wish for a streaming list.</summary>
    public TimeSpan StreamingPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The server ends a watch after this time, and at most twice as long; the spread keeps streams from ending together.</summary>
    public TimeSpan ServerTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Silence after which a stream is taken for dead. The server sends a bookmark about every minute.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Without a word from the server for so long, a reflector counts as deaf (<see cref="WatchHealth"/>).</summary>
    public TimeSpan DeafLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether an object that a label selector seems to have lost is looked up before it is believed to be gone: a changed label
    /// looks like a deletion.
    /// </summary>
    public bool ConfirmDeletions { get; init; }

    /// <summary>How often objects that left the selector, but exist, are looked up.</summary>
    public TimeSpan ConfirmInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a kind that is not installed is asked for.</summary>
    public TimeSpan KindInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a kind must be missing before its objects are believed to be gone.</summary>
    public TimeSpan KindGrace { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest line of a watch; what is longer is set aside unread.</summary>
    public int MaxLineBytes { get; init; } = 8 << 20;

    /// <summary>From 0 to 1, for jitter.</summary>
    internal Func<double> Random { get; init; } = System.Random.Shared.NextDouble;
}
