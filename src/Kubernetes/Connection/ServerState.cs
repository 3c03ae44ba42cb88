namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>What the server says when it is asked whether it is ready.</summary>
internal enum ServerState
{
    /// <summary>It is.</summary>
    Ready,

    /// <summary>It does not answer, or answers that it is not.</summary>
    NotReady,

    /// <summary>It answers, and does not tell: we may not ask, or something stands in between.</summary>
    Untold,
}
