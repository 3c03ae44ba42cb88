namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>Every way in which a list or a watch ends. The name is also the metric's tag.</summary>
public enum WatchEnd
{
    /// <summary>A list is complete: the watch follows.</summary>
    Listed,

    /// <summary>The server closed the stream at its timeout.</summary>
    Closed,

    /// <summary>The server closed the stream at once and without a word: it is not well.</summary>
    ClosedAtOnce,

    /// <summary>410: the history after our version is gone.</summary>
    Expired,

    /// <summary>An ERROR frame with another status.</summary>
    ErrorFrame,

    /// <summary>The connection broke between two lines.</summary>
    Cut,

    /// <summary>The connection broke within a line.</summary>
    HalfLine,

    /// <summary>A line that is no watch event.</summary>
    BadLine,

    /// <summary>Nothing came for longer than the idle limit.</summary>
    Idle,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>404: the kind is not installed.</summary>
    NotInstalled,

    /// <summary>429.</summary>
    Throttled,

    /// <summary>The server does not know our version yet: it is behind, or its data were restored.</summary>
    VersionUnknown,

    /// <summary>Another 4xx: the request is refused.</summary>
    Rejected,

    /// <summary>5xx.</summary>
    ServerError,

    /// <summary>No answer at all.</summary>
    Unreachable,

    /// <summary>A list older than what we have seen: a replica lags.</summary>
    StaleList,

    /// <summary>A list's page is no list.</summary>
    BadList,

    /// <summary>The server has no streaming lists.</summary>
    NoStreaming,

    /// <summary>An object that seems to be gone could not be looked up.</summary>
    LookupFailed,

    /// <summary>The consumer of the changes threw: they are handed over again.</summary>
    ConsumerFailed,

    /// <summary>An exception that nobody foresaw: a defect, but no reason to go deaf.</summary>
    Unforeseen,
}
