using NetpolOrleans.Policies.Declarations;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>
/// The policy that isolates all pods of a namespace which asks for it. It is there only while each running pod has a policy that says what it
/// needs, or is accepted by name: so it cuts nothing when it comes, and closes the gap for what is labelled so that no policy selects it.
/// </summary>
public static class Baseline
{
    private const string Kind = "Namespace";

    private static readonly char[] Separators = [',', ';', '\n'];

    /// <summary>What stands for the namespace where policies have a workload.</summary>
    public static WorkloadKey KeyOf(string @namespace) => new(@namespace, Kind, @namespace);

    /// <summary>Whether a key is such a one.</summary>
    public static bool IsKey(WorkloadKey key) => key.Kind == Kind;

    /// <summary>What the policy carries. Its selector is empty: it selects the namespace, and is the only one of ours that does.</summary>
    public static PolicySubject SubjectOf(string @namespace) => new(KeyOf(@namespace), "v1", "", LabelSelector.Everything);

    /// <summary>Whether the namespace asks for one that may be written.</summary>
    public static bool IsAsked(NamespaceInfo? ns, PolicyOptions options) =>
        ns is { Terminating: false } && SettingParser.Baseline(ns.Annotations[Annotations.Baseline]).Value == BaselineKind.DefaultDeny
        && !options.ExcludedNamespaces.Contains(ns.Name) && Modes.Of(ns, options) == Mode.Enforce;

    /// <summary>The pods that nothing covers, as the annotation would name them: while there is one, there is no baseline.</summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="pods">Its running pods.</param>
    /// <param name="workloads">Its workloads and what was decided about them.</param>
    public static ValueList<string> Uncovered(
        NamespaceInfo ns, IEnumerable<BaselinePod> pods, IReadOnlyCollection<(Workload Workload, Disposition Disposition)> workloads)
    {
        var accepted = Accepted(ns);
        return
        [
            .. pods.Where(pod => !IsAccepted(pod.Kind, pod.Name) && !(pod.Controller is { } owner && IsAccepted(owner.Kind, owner.Name)) && !workloads.Any(Covers(pod)))
                .Select(pod => pod.ToString()).Distinct().Order(StringComparer.Ordinal),
        ];

        Func<(Workload Workload, Disposition Disposition), bool> Covers(BaselinePod pod) => each =>
            (each.Disposition is Disposition.Managed or Disposition.HostNetwork || IsAccepted(each.Workload.Key.Kind, each.Workload.Key.Name))
            && !each.Workload.Selector.IsEmpty && each.Workload.Selector.Matches(pod.Labels);

        bool IsAccepted(string kind, string name) => accepted.Contains($"{kind.ToLowerInvariant()}/{name}");
    }

    private static HashSet<string> Accepted(NamespaceInfo ns) => (ns.Annotations[Annotations.BaselineAccepts] ?? "")
        .Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split('/', 2) is [var kind, var name] ? $"{kind.ToLowerInvariant()}/{name}" : $"pod/{entry}")
        .ToHashSet(StringComparer.Ordinal);
}
