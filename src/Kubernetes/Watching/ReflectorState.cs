namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>What a reflector is doing.</summary>
public enum ReflectorState
{
    /// <summary>Not started, or stopped.</summary>
    Stopped,

    /// <summary>Reading the whole state.</summary>
    Listing,

    /// <summary>Following changes.</summary>
    Watching,

    /// <summary>Waiting before the next attempt.</summary>
    Waiting,

    /// <summary>The kind is not installed; it is asked for from time to time.</summary>
    NotInstalled,
}
