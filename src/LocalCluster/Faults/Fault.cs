namespace LocalKubernetes.Faults;

/// <summary>One thing that goes wrong.</summary>
public sealed record Fault
{
    private Fault(FaultKind kind) => Kind = kind;

    /// <summary>What goes wrong.</summary>
    public FaultKind Kind { get; }

    /// <summary>The shortest latency, or the time after which a timeout is answered with 504; zero: never.</summary>
    public TimeSpan AtLeast { get; private init; }

    /// <summary>The longest latency; each request's is drawn between the two.</summary>
    public TimeSpan AtMost { get; private init; }

    /// <summary>The HTTP status code of the answer.</summary>
    public int Code { get; private init; }

    /// <summary>The Retry-After header in seconds, or null.</summary>
    public int? RetryAfter { get; private init; }

    /// <summary>How many whole frames of a watch come before the fault.</summary>
    public int AfterFrames { get; private init; }

    /// <summary>How many revisions a stale list is behind.</summary>
    public long Revisions { get; private init; }

    /// <summary>Delays the answer by a time between the two; by the first when there is no second.</summary>
    public static Fault Latency(TimeSpan atLeast, TimeSpan? atMost = null) => new(FaultKind.Latency) { AtLeast = atLeast, AtMost = atMost ?? atLeast };

    /// <summary>Answers with an error: 401, 403, 404, 409, 410, 429, 500, 503, 504 or any other code.</summary>
    public static Fault Status(int code, int? retryAfter = null) => new(FaultKind.Status) { Code = code, RetryAfter = retryAfter };

    /// <summary>Doesn't answer; after the given time with 504, else never.</summary>
    public static Fault Timeout(TimeSpan? after = null) => new(FaultKind.Timeout) { AtLeast = after ?? TimeSpan.Zero };

    /// <summary>Resets the stream in mid-frame, after so many whole frames.</summary>
    public static Fault Reset(int afterFrames = 0) => new(FaultKind.Reset) { AfterFrames = afterFrames };

    /// <summary>Ends the answer in mid-line, after so many whole frames.</summary>
    public static Fault Cut(int afterFrames = 0) => new(FaultKind.Cut) { AfterFrames = afterFrames };

    /// <summary>Puts a line that isn't JSON into the stream, after so many frames.</summary>
    public static Fault Garbage(int afterFrames = 0) => new(FaultKind.Garbage) { AfterFrames = afterFrames };

    /// <summary>Lets a watch fall silent after so many frames.</summary>
    public static Fault Silence(int afterFrames = 0) => new(FaultKind.Silence) { AfterFrames = afterFrames };

    /// <summary>Ends a watch with an ERROR frame of 410 after so many frames.</summary>
    public static Fault Expire(int afterFrames = 0) => new(FaultKind.Expire) { AfterFrames = afterFrames };

    /// <summary>Sends every bookmark twice.</summary>
    public static Fault RepeatBookmarks() => new(FaultKind.RepeatBookmarks);

    /// <summary>Sends every bookmark after the event that follows it.</summary>
    public static Fault DelayBookmarks() => new(FaultKind.DelayBookmarks);

    /// <summary>Answers a list as it was so many revisions ago.</summary>
    public static Fault Stale(long revisions) => new(FaultKind.Stale) { Revisions = revisions };

    /// <summary>Sends GOAWAY on the connection, as a server with "--goaway-chance" or one that is stopping does; over HTTP/1.1 the connection closes after the answer.</summary>
    public static Fault GoAway() => new(FaultKind.GoAway);
}
