using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>One object that came (no old), changed (both) or went (no new). An object replaced under its name is one change.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="Name">Namespace (empty for cluster-scoped kinds) and name.</param>
/// <param name="Old">What was handed over last, or null.</param>
/// <param name="New">What it is now, or null.</param>
public readonly record struct ObjectChange<T>(ObjectName Name, T? Old, T? New)
    where T : class;
