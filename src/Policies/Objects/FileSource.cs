using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A ConfigMap or Secret mounted as files (a volume, or one source of a projected volume).</summary>
/// <param name="Volume">The volume's name in the pod.</param>
/// <param name="Name">The object's name, in the pod's namespace.</param>
/// <param name="Keys">The keys that <c>items</c> lists; empty where all are mounted.</param>
/// <param name="IsSecret">Whether the object is a Secret.</param>
public sealed record FileSource(string Volume, string Name, ValueList<string> Keys, bool IsSecret = false);
