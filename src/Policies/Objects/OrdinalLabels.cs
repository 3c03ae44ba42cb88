using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>
/// The labels by which the StatefulSet controller tells a set's pods apart. Services select by them to give each pod a name and an address
/// of its own, though no template has them.
/// </summary>
public static class OrdinalLabels
{
    private const string PodName = "statefulset.kubernetes.io/pod-name";
    private const string PodIndex = "apps.kubernetes.io/pod-index";

    /// <summary>The labels as indexes file them: the same for all pods of a set. None for other kinds.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(WorkloadKey workload) =>
        workload.Kind == "StatefulSet" ? [new(PodName, workload.Name), new(PodIndex, "")] : [];

    /// <summary>The labels of a set's first pod; the labels alone for other kinds.</summary>
    public static Labels OfFirstPod(WorkloadKey workload, Labels template) =>
        workload.Kind == "StatefulSet" ? Labels.From([.. template, new(PodName, $"{workload.Name}-0"), new(PodIndex, "0")]) : template;

    /// <summary>A value as indexes file it: a pod's name without its ordinal, any index as one; others as they are.</summary>
    public static string Filed(string key, string value) => key switch
    {
        PodName => SetOf(value) ?? value,
        PodIndex when IsOrdinal(value) => "",
        _ => value,
    };

    /// <summary>What a selector asks of the templates of a workload; null where it asks for a pod that is none of the workload's.</summary>
    public static Labels? Without(Labels selector, WorkloadKey workload)
    {
        if (workload.Kind != "StatefulSet" || !(selector.Contains(PodName) || selector.Contains(PodIndex))) return selector;
        if (selector[PodName] is { } pod && SetOf(pod) != workload.Name) return null;
        if (selector[PodIndex] is { } index && !IsOrdinal(index)) return null;
        return selector.Without(static key => key is PodName or PodIndex);
    }

    private static string? SetOf(string pod) =>
        pod.LastIndexOf('-') is var dash and > 0 && IsOrdinal(pod.AsSpan(dash + 1)) ? pod[..dash] : null;

    private static bool IsOrdinal(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
