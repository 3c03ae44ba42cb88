using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>v1 ServiceAccount</c>.</summary>
internal static class ServiceAccountReader
{
    public static ServiceAccount Read(ref WireReader json, ref ObjectMeta meta)
    {
        bool? automount = null;
        while (json.NextField())
        {
            if (json.Is("automountServiceAccountToken"u8)) automount = json.Flag();
            else meta.ReadField(ref json);
        }
        return new(meta.ObjectName, automount);
    }
}
