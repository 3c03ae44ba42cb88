namespace LocalKubernetes.Faults;

/// <summary>What can go wrong with a request.</summary>
public enum FaultKind
{
    /// <summary>The answer comes late.</summary>
    Latency,

    /// <summary>The answer is an error. A watch gets its 410 as an ERROR frame, as a real server sends it.</summary>
    Status,

    /// <summary>No answer comes; after the given time a 504, or none ever.</summary>
    Timeout,

    /// <summary>The stream is reset in the middle of a frame, or of a body.</summary>
    Reset,

    /// <summary>The answer ends cleanly in the middle of a line.</summary>
    Cut,

    /// <summary>A line that isn't JSON stands between two frames.</summary>
    Garbage,

    /// <summary>The watch stays open and says nothing any more, not even its end.</summary>
    Silence,

    /// <summary>The watch gets an ERROR frame with 410 and ends.</summary>
    Expire,

    /// <summary>Every bookmark comes twice.</summary>
    RepeatBookmarks,

    /// <summary>Every bookmark comes after the event that follows it.</summary>
    DelayBookmarks,

    /// <summary>A list comes from a replica that is some revisions behind.</summary>
    Stale,

    /// <summary>The request is answered, and its connection takes no more: what is open on it ends in peace.</summary>
    GoAway,
}
