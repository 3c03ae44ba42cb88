using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Planning;

/// <summary>
/// One write: a create (<paramref name="Observed"/> is null), an update (both), or a delete
/// (<paramref name="Desired"/> is null).
/// </summary>
/// <param name="Desired">What the object shall be.</param>
/// <param name="Observed">What it was when the write was planned: its uid and resourceVersion fence the write.</param>
public sealed record PolicyChange(DesiredPolicy? Desired, PolicyObject? Observed)
{
    /// <summary>The object that is written.</summary>
    public ObjectName Name => Desired?.Name ?? Observed!.Name;

    /// <summary><c>create</c>, <c>update</c> or <c>delete</c>: the verb that RBAC must grant.</summary>
    public string Verb => (Desired, Observed) switch { (null, _) => "delete", (_, null) => "create", _ => "update" };
}
