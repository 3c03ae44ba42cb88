namespace NetpolOrleans.Policies.Objects;

/// <summary>All keys of a ConfigMap or Secret as variables.</summary>
/// <param name="Name">The object's name, in the pod's namespace.</param>
/// <param name="Prefix">Put before each key; empty where left out.</param>
/// <param name="IsSecret">Whether the object is a Secret.</param>
public sealed record EnvFrom(string Name, string Prefix, bool IsSecret = false);
