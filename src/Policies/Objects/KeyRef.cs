namespace NetpolOrleans.Policies.Objects;

/// <summary>A key of a ConfigMap or Secret of the same namespace.</summary>
public sealed record KeyRef(string Name, string Key);
