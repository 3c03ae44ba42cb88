using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>One object as it came off the wire: present and wanted, or not.</summary>
internal readonly record struct ArrivedObject<T>(ObjectName Name, StoredObject<T> Stored, bool Present)
    where T : class;
