namespace NetpolOrleans.Kubernetes.Applying;

/// <summary>What became of a write. The name is also the metric's tag.</summary>
public enum ApplyOutcome
{
    /// <summary>The policy was created.</summary>
    Created,

    /// <summary>The policy was changed.</summary>
    Updated,

    /// <summary>The policy was as wanted already: the server kept its version.</summary>
    Unchanged,

    /// <summary>The policy was deleted, or is being deleted while a foreign finalizer holds it.</summary>
    Deleted,

    /// <summary>There was no such policy any more. After a delete that is as good as <see cref="Deleted"/>.</summary>
    Gone,

    /// <summary>The policy is ours and not what the plan was made for: plan anew from what is there.</summary>
    Conflict,

    /// <summary>A policy of that name exists that is not ours: it is left alone.</summary>
    Foreign,

    /// <summary>The namespace is being deleted.</summary>
    NamespaceTerminating,

    /// <summary>The namespace does not exist.</summary>
    NamespaceGone,

    /// <summary>RBAC, a quota or an admission plugin refuses (403).</summary>
    Forbidden,

    /// <summary>The server does not know us (401).</summary>
    Unauthorized,

    /// <summary>The server refuses the policy itself (400, 413, 422): the same write would fail again.</summary>
    Invalid,

    /// <summary>Too many requests: nothing was written, and no other write is sent before the time that the server named.</summary>
    Throttled,

    /// <summary>The server failed (5xx).</summary>
    ServerError,

    /// <summary>No answer came: the write may or may not have happened.</summary>
    Unknown,

    /// <summary>The fence said no: nothing was sent.</summary>
    Fenced,
}
