namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>What a store keeps of an object.</summary>
/// <param name="Value">The record.</param>
/// <param name="Uid">The object's uid.</param>
/// <param name="ResourceVersion">The version in which it was seen last, also where only status changed since.</param>
public readonly record struct StoredObject<T>(T Value, string Uid, string ResourceVersion)
    where T : class;
