using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Planning;

/// <summary>The writes that turn the observed policies of one workload into the desired ones.</summary>
/// <param name="Changes">In the order in which they must be made: what opens first, removals last.</param>
/// <param name="Foreign">Foreign policies that hold a name that we want; they are never touched.</param>
public sealed record PolicyPlan(ValueList<PolicyChange> Changes, ValueList<ObjectName> Foreign)
{
    /// <summary>Whether nothing has to be written.</summary>
    public bool IsEmpty => Changes.IsEmpty;

    /// <summary>Compares the two sides.</summary>
    /// <param name="workload">The workload whose policies these are.</param>
    /// <param name="desired">The policies as they shall be; none where the workload is gone or not managed.</param>
    /// <param name="observed">The policies of the workload's namespace that are its own or hold a wanted name.</param>
    /// <param name="instance">The name of this controller installation.</param>
    /// <param name="mayNarrow">
    /// Whether enough is known to close anything. If not, existing policies only grow and no pod is isolated for the first time.
    /// </param>
    /// <param name="isUnheard">
    /// Whether the clients of a namespace are not known even so: then what may admit them stays, and the rest is closed. Null where all are known.
    /// </param>
    public static PolicyPlan Between(
        WorkloadKey workload, ValueList<DesiredPolicy> desired, IReadOnlyCollection<PolicyObject> observed, string instance, bool mayNarrow,
        Func<string, bool>? isUnheard = null)
    {
        var byName = observed.ToDictionary(policy => policy.Name);
        var foreign = desired.Select(wanted => wanted.Name)
            .Where(name => byName.TryGetValue(name, out var existing) && PolicyOwnership.WorkloadOf(existing, instance) != workload).ToValueList();
        if (!foreign.IsEmpty) mayNarrow = false; // a part without the others would cut what the others admit
        var changes = new List<PolicyChange>();
        foreach (var wanted in desired)
        {
            if (!byName.Remove(wanted.Name, out var existing))
            {
                if (mayNarrow || (foreign.IsEmpty && IsIsolated(wanted))) changes.Add(new(wanted, null));
            }
            else if (!foreign.Contains(wanted.Name))
            {
                var next = wanted with { Spec = !mayNarrow ? Union(existing.Spec, wanted.Spec) : isUnheard is null ? wanted.Spec : Guarded(existing, wanted.Spec, isUnheard) };
                if (!Satisfies(existing, next)) changes.Add(new(next, existing));
            }
        }

        if (mayNarrow || desired.IsEmpty)
            changes.AddRange(Removals(workload, byName.Values.Where(left => desired.IsEmpty || isUnheard is null || !Unheard(left, isUnheard).Any()), instance));
        return new([.. changes], foreign);

        bool IsIsolated(DesiredPolicy wanted) => observed.Any(policy => PolicyOwnership.WorkloadOf(policy, instance) == workload
            && policy.Spec.Isolates == wanted.Spec.Isolates && policy.Spec.PodSelector.Equals(wanted.Spec.PodSelector));
    }

    /// <summary>
    /// The passes in which the writes must be made: peers move between the parts of a split policy, so all parts grow before any shrinks.
    /// </summary>
    /// <returns>For each pass, whether it may narrow; plan each anew, from what the one before wrote.</returns>
    public static IReadOnlyList<bool> Passes(ValueList<DesiredPolicy> desired, bool mayNarrow) => desired.Count > 1 && mayNarrow ? [false, true] : [mayNarrow];

    private static IEnumerable<PolicyChange> Removals(WorkloadKey workload, IEnumerable<PolicyObject> left, string instance) =>
        left.Where(policy => !policy.Terminating && PolicyOwnership.WorkloadOf(policy, instance) == workload)
            .OrderBy(policy => policy.Name)
            .Select(policy => new PolicyChange(null, policy));

    /// <summary>Whether the object already says all that we want of it; foreign labels and annotations are nobody's business.</summary>
    private static bool Satisfies(PolicyObject existing, DesiredPolicy wanted) =>
        existing.Spec.Equals(wanted.Spec)
        && existing.Labels.Includes(wanted.Labels)
        && existing.Annotations.Includes(wanted.Annotations)
        && existing.Annotations.Contains(Annotations.Lingering) == wanted.Annotations.Contains(Annotations.Lingering)
        && (wanted.Owner is null || existing.Owners.Any(owner => owner.Uid == wanted.Owner.Uid));

    /// <summary>What is wanted, and of what is there all that may admit clients which are not known. Pods that are free now stay free.</summary>
    private static PolicySpec Guarded(PolicyObject existing, PolicySpec wanted, Func<string, bool> isUnheard) =>
        existing.Spec.Isolates.HasFlag(PolicyTypes.Ingress) && existing.Spec.PodSelector.Equals(wanted.PodSelector)
            ? wanted with { Ingress = RuleMerger.Merge(RuleMerger.Split(wanted.Ingress).Concat(Unheard(existing, isUnheard))) }
            : Union(existing.Spec, wanted);

    private static IEnumerable<Allowance> Unheard(PolicyObject existing, Func<string, bool> isUnheard) =>
        RuleMerger.Split(existing.Spec.Ingress).Where(each => PeerNamespaces.MayBeIn(each.Peer, existing.Name.Namespace, isUnheard));

    /// <summary>What either side admits. A changed selector is left as it is: it would isolate pods that are free now.</summary>
    private static PolicySpec Union(PolicySpec existing, PolicySpec wanted) => existing with
    {
        Ingress = RuleMerger.Merge(RuleMerger.Split(existing.Ingress.Concat(wanted.Ingress))),
        Egress = RuleMerger.Merge(RuleMerger.Split(existing.Egress.Concat(wanted.Egress))),
    };
}
