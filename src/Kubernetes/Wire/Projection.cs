using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>What became of one object's JSON: a record, or a named reason for setting the object aside.</summary>
/// <typeparam name="T">The record that the object is reduced to.</typeparam>
/// <param name="Name">Namespace (empty for cluster-scoped kinds) and name; both empty where they could not be read.</param>
/// <param name="Uid">The object's uid, or empty.</param>
/// <param name="ResourceVersion">The object's version, or empty.</param>
/// <param name="Value">The record, or null where the object was set aside.</param>
/// <param name="Reason">Why it was set aside, or null.</param>
/// <param name="Detail">What exactly is wrong, in one sentence, or null.</param>
public readonly record struct Projection<T>(
    ObjectName Name, string Uid, string ResourceVersion, T? Value, SetAsideReason? Reason = null, string? Detail = null)
    where T : class
{
    /// <summary>Whether the object was set aside.</summary>
    public bool IsSetAside => Reason is not null;

    /// <summary>An object that could not be used.</summary>
    public static Projection<T> SetAside(ObjectHeader header, SetAsideReason reason, string detail) =>
        new(header.Name, header.Uid, header.ResourceVersion, null, reason, detail);
}
