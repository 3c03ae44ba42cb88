using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>One object as it came off the wire.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its record; null where it is gone or not wanted.</param>
/// <param name="ResourceVersion">The version in which it came; empty where it was not read.</param>
internal readonly record struct ArrivedObject<T>(ObjectName Name, T? Value, string ResourceVersion = "")
    where T : class;
