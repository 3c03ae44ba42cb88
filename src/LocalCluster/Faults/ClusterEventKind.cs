namespace LocalKubernetes.Faults;

/// <summary>What can happen to a whole cluster.</summary>
public enum ClusterEventKind
{
    /// <summary>History is forgotten: older watches and continue tokens get a 410.</summary>
    Compact,

    /// <summary>All watches end cleanly.</summary>
    CloseWatches,

    /// <summary>The server restarts; all connections are cut.</summary>
    Restart,

    /// <summary>The server restarts and has lost its watch cache: watches must start anew, with a list.</summary>
    RestartWithoutWatchCache,

    /// <summary>New connections meet a new serving certificate of the same CA.</summary>
    RotateCertificate,

    /// <summary>All tokens but the admin's end.</summary>
    ExpireTokens,
}
