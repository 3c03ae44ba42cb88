using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads what the rollout tracker needs of a Pod, whole or as <c>PartialObjectMetadata</c>.</summary>
internal static class PodInfoReader
{
    public static PodInfo Read(ref WireReader json, ref ObjectMeta meta)
    {
        string? phase = null;
        while (json.NextField())
        {
            if (json.Is("status"u8)) phase = ReadPhase(ref json);
            else meta.ReadField(ref json);
        }
        return new(meta.ObjectName, meta.Uid, meta.Labels, meta.Controller, meta.Terminating, phase);
    }

    private static string? ReadPhase(ref WireReader json)
    {
        string? phase = null;
        if (!json.Object()) return null;
        while (json.NextField())
            if (json.Is("phase"u8)) phase = json.Pooled();
            else json.Skip();
        return phase;
    }
}
