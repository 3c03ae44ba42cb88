namespace NetpolOrleans.Policies.References.Environments;

/// <summary>A variable as the container's process sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, expanded; null where only the cluster knows it (a field such as <c>status.podIP</c>, an absent key).</param>
/// <param name="Field">The evidence's field: where the value was read.</param>
/// <param name="IsSecret">Whether a Secret's value is in it.</param>
internal readonly record struct Variable(string Name, string? Value, string Field, bool IsSecret = false);
