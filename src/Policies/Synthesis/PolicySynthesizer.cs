using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>Writes down a workload's connections as NetworkPolicies. Pure: equal input, byte-equal output.</summary>
public static class PolicySynthesizer
{
    /// <summary>Above so many peers the rules go into several policies of the same selector, which add up.</summary>
    public const int MaxPeers = 1000;

    /// <summary>The label by which our policies are found, and its value.</summary>
    public const string ManagedByLabel = "app.kubernetes.io/managed-by", ManagedBy = "netpol-orleans";

    /// <summary>The policies of one workload: one, or more where there are more than <see cref="MaxPeers"/> peers.</summary>
    /// <param name="subject">The workload; its selector must not be empty.</param>
    /// <param name="connections">What it may send to and be reached from.</param>
    /// <param name="instance">The name of this controller installation, for the owner annotation.</param>
    public static ValueList<DesiredPolicy> Synthesize(PolicySubject subject, Connections connections, string instance)
    {
        if (subject.Selector.IsEmpty && !Baseline.IsKey(subject.Key)) return []; // an empty selector would isolate the whole namespace

        var ingress = RulePages.Of(RuleMerger.Merge(connections.Ingress), MaxPeers);
        var egress = RulePages.Of(RuleMerger.Merge(connections.Egress), MaxPeers);
        var parts = Math.Max(1, Math.Max(ingress.Count, egress.Count));
        return
        [
            .. Enumerable.Range(0, parts).Select(part => PolicyOf(
                subject, part + 1, instance, new(
                    subject.Selector, PolicyTypes.Both,
                    part < ingress.Count ? ingress[part] : [],
                    part < egress.Count ? egress[part] : []))),
        ];
    }

    private static DesiredPolicy PolicyOf(PolicySubject subject, int part, string instance, PolicySpec spec) => new(
        PolicyName.Of(subject.Key, part),
        Labels.Of((ManagedByLabel, ManagedBy)),
        AnnotationsOf(subject, instance, part),
        subject.Uid.Length == 0 ? null : new(subject.ApiVersion, subject.Key.ObjectKind, subject.Key.Name, subject.Uid, Controller: true),
        spec);

    private static Labels AnnotationsOf(PolicySubject subject, string instance, int part)
    {
        var pairs = new List<KeyValuePair<string, string>>
        {
            new(Annotations.Workload, $"{subject.Key.Kind}/{subject.Key.Name}"),
            new(Annotations.Instance, instance),
        };
        if (subject.Uid.Length > 0) pairs.Add(new(Annotations.WorkloadUid, subject.Uid));
        if (part == 1 && subject.Lingering is { } lingering) pairs.Add(new(Annotations.Lingering, lingering));
        return Labels.From(pairs);
    }
}
