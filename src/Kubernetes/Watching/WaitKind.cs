namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>How long a reflector waits.</summary>
public enum WaitKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The next step of the backoff.</summary>
    Backoff,

    /// <summary>The next step of a backoff of its own: the server is well, so what failed before does not count.</summary>
    OwnBackoff,

    /// <summary>What the server asked for, or the next step of the backoff if that is longer.</summary>
    AsTold,

    /// <summary>Until it is time to ask for a missing kind again.</summary>
    Kind,
}
