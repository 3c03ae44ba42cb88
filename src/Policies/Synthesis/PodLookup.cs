using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>Answers lookups of Pods from a snapshot.</summary>
internal static class PodLookup
{
    /// <summary>The Pod of that name or address in the target's namespace; null where there is none.</summary>
    public static PodAddress? Find(ValueList<PodAddress> pods, TargetKey target) => pods
        .Where(pod => pod.Name.Namespace == target.Name.Namespace)
        .OrderBy(pod => pod.Name)
        .FirstOrDefault(pod => target.Kind == TargetKind.PodName ? pod.Name == target.Name : pod.Addresses.Contains(target.Name.Name));
}
