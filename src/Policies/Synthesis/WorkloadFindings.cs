using NetpolOrleans.Policies.Declarations;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>What is to be told about one workload, as far as its own context knows it.</summary>
internal static class WorkloadFindings
{
    /// <summary>The findings, each once.</summary>
    public static IEnumerable<Finding> Of(WorkloadContext context, Disposition disposition) =>
        BadAnnotations(context)
            .Concat(MissingPorts(context))
            .Concat(OfPods(context, disposition))
            .Concat(MissingGrants(context))
            .Concat(context.Overlaps.Select(Overlap))
            .Distinct();

    /// <summary>A grant that the client lacks.</summary>
    public static Finding MissingGrant(WorkloadKey client, TargetKey target) => new(
        FindingKind.MissingGrant,
        $"{target.Name.Namespace} does not grant it {Text(target)}: list {client.Namespace}/{client.Kind.ToLowerInvariant()}/{client.Name} in {Annotations.Grants} there");

    /// <summary>Pods that two policies select.</summary>
    public static Finding Overlap(WorkloadKey other) =>
        new(FindingKind.Overlap, $"its selector and that of {other.Kind}/{other.Name} select the same pods: they have what both policies admit");

    private static IEnumerable<Finding> BadAnnotations(WorkloadContext context) => context.DeclarationErrors
        .Concat(BadSettings(context.Workload.Annotations))
        .Concat(BadSettings(context.Namespace?.Annotations ?? Labels.Empty))
        .Concat(context.Services.SelectMany(service => BadSettings(service.Annotations)))
        .Select(error => new Finding(FindingKind.BadAnnotation, $"{error.Annotation}: {error.Entry}: {error.Message}"));

    /// <summary>The settings among an object's annotations that cannot be read.</summary>
    public static IEnumerable<DeclarationError> BadSettings(Labels annotations) => annotations.IsEmpty ? [] :
        GrantParser.Parse(annotations[Annotations.Grants]).Errors
            .Append(SettingParser.Mode(annotations[Annotations.Mode]).Error)
            .Append(SettingParser.Callers(annotations[Annotations.Callers]).Error)
            .Append(SettingParser.Baseline(annotations[Annotations.Baseline]).Error)
            .OfType<DeclarationError>();

    /// <summary>Ports that declarations list and the Service lacks: they open nothing. Those of egress that open nothing at all are references' business.</summary>
    internal static IEnumerable<Finding> MissingPorts(WorkloadContext context) =>
        (from reference in context.References
         where reference.Outcome == Outcome.Resolved && reference.Target.Declared is not null
         from port in PortChoice.Missing(reference.Facts!, PortRequest.Of(reference.Target))
         select MissingPort(reference.Reference.Evidence.Field, reference.Reference.Evidence.Text, reference.Facts!.Key, port))
        .Concat(
            from declared in context.DeclaredIngress
            where declared.On is not null
            let facts = ServiceFacts.Of(declared.On!, [context.Workload], [], Consent.Given)
            from entry in declared.Declarations
            from port in PortChoice.Missing(facts, new(null, entry.Ports))
            select MissingPort(Annotations.Ingress, entry.Text, facts.Key, port));

    private static Finding MissingPort(string annotation, string text, TargetKey target, PolicyPort port) =>
        new(FindingKind.BadAnnotation, $"{annotation}: {text}: {target.Kind} {target.Name} has no port {port.Port}{(port.EndPort is { } end ? $"-{end}" : "")}/{port.Protocol}");

    private static IEnumerable<Finding> OfPods(WorkloadContext context, Disposition disposition)
    {
        if (WhyNotSelectable(disposition) is { } reason) yield return new(FindingKind.WithoutPolicy, $"no policy: {reason}");
        if (!context.References.Any(reference => reference.Outcome == Outcome.Resolved)) yield break;
        if (context.Workload.Template.HostNetwork && context.Platform.NodeCidrs.IsEmpty)
            yield return new(FindingKind.Admission, "its servers cannot admit it: it comes from its nodes' addresses, and none are known");
        else if (context.Workload is { Selector.IsEmpty: true, Template.HostNetwork: false, Key.Kind: "Job" or "CronJob" })
            yield return new(FindingKind.Admission, "its servers admit every Job of its namespace: its own carry no labels to tell them by");
        else if (context.Workload is { Selector.IsEmpty: true, Template.HostNetwork: false })
            yield return new(FindingKind.Admission, "its servers cannot admit it: its pods carry no labels to select by");
    }

    private static string? WhyNotSelectable(Disposition disposition) => disposition switch
    {
        Disposition.HostNetwork => "its pods share their nodes' network, where no policy applies",
        Disposition.Unselectable => "it has no labels to select by, and an empty selector would isolate its whole namespace",
        Disposition.UnknownController => "a kind that is not known controls it",
        _ => null,
    };

    private static IEnumerable<Finding> MissingGrants(WorkloadContext context) =>
        from reference in context.References
        let facts = reference.Facts
        where reference.Outcome == Outcome.Resolved && !facts!.Consent.Admits(context.Workload.Key, facts.Key.Name.Namespace)
        select MissingGrant(context.Workload.Key, reference.Facts!.Key);

    private static string Text(TargetKey target) => target.Kind == TargetKind.Namespace ? "its pods" : $"{target.Kind} {target.Name.Name}";
}
