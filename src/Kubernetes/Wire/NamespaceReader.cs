using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>v1 Namespace</c>.</summary>
internal static class NamespaceReader
{
    public static NamespaceInfo Read(ref WireReader json, ref ObjectMeta meta)
    {
        while (json.NextField()) meta.ReadField(ref json);
        var annotations = meta.Annotations.Without(static key => !key.StartsWith(Annotations.Prefix, StringComparison.Ordinal));
        return new(meta.Name, meta.Uid, meta.Labels, annotations, meta.Terminating);
    }
}
