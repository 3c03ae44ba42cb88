using NetpolOrleans.Policies.Declarations;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>What is to be told about a workload and the objects beside it, each thing on the object that has to be mended.</summary>
public static class ObjectFindings
{
    private const int MostNamed = 5;

    private const string ForeignPolicy = "ForeignPolicy", PendingReference = "PendingReference";

    /// <summary>Every reason that a finding can have.</summary>
    public static ValueList<string> Reasons { get; } = [.. Enum.GetNames<FindingKind>(), ForeignPolicy, PendingReference, nameof(Outcome.MissingPort), nameof(Outcome.NoBackends)];

    /// <summary>The findings of one workload, warnings first.</summary>
    /// <param name="context">All that is known of it; no reference may wait for another shard's word.</param>
    /// <param name="disposition">What was decided about it.</param>
    /// <param name="foreign">The policy of somebody else that has the name of the workload's own; null where there is none.</param>
    public static IEnumerable<ObjectFinding> Of(WorkloadContext context, Disposition disposition, PolicyObject? foreign)
    {
        if (disposition is Disposition.Excluded or Disposition.Infrastructure or Disposition.Controlled or Disposition.Off) return [];
        var workload = SubjectOf(context.Workload);
        return BadAnnotations(context)
            .Concat(WorkloadFindings.MissingPorts(context).Select(finding => new ObjectFinding(workload, finding.Kind.ToString(), true, finding.Message)))
            .Concat(OfWorkload(context, disposition).Select(finding => new ObjectFinding(workload, finding.Kind.ToString(), IsWarning(finding.Kind), finding.Message)))
            .Concat(disposition == Disposition.Managed && foreign is not null ? [Foreign(workload, foreign.Name)] : [])
            .Concat(context.References.Select(reference => Unopened(workload, reference)).OfType<ObjectFinding>())
            .Distinct()
            .OrderByDescending(finding => finding.IsWarning);
    }

    /// <summary>What is to be told of a namespace whose baseline has to wait.</summary>
    public static IEnumerable<ObjectFinding> OfBaseline(NamespaceInfo ns, ValueList<string> uncovered) => uncovered.IsEmpty
        ? []
        : [new(new("v1", "Namespace", "", ns.Name, ns.Uid), nameof(FindingKind.Baseline), true, BaselineText(uncovered))];

    /// <summary>Why a baseline is not there.</summary>
    public static string BaselineText(ValueList<string> uncovered) =>
        $"no baseline: no policy covers {string.Join(", ", uncovered.Take(MostNamed))}{(uncovered.Count > MostNamed ? $" and {uncovered.Count - MostNamed} more" : "")}; accept them in {Annotations.BaselineAccepts}, or give them labels";

    private static IEnumerable<Finding> OfWorkload(WorkloadContext context, Disposition disposition) =>
        WorkloadFindings.Of(context, disposition).Where(finding => finding.Kind != FindingKind.BadAnnotation);

    /// <summary>What cannot be selected is often meant so, and two policies over the same pods are no harm by themselves.</summary>
    private static bool IsWarning(FindingKind kind) => kind is FindingKind.MissingGrant or FindingKind.Admission or FindingKind.BadAnnotation;

    private static ObjectFinding Foreign(FindingSubject workload, ObjectName policy) => new(
        workload, ForeignPolicy, true, $"NetworkPolicy {policy.Name} is somebody else's and has the name of its own: rename or delete that one; until then it has none");

    private static ObjectFinding? Unopened(FindingSubject workload, ResolvedReference reference)
    {
        if (reference.Outcome is not (Outcome.Pending or Outcome.MissingPort or Outcome.NoBackends)) return null;
        var (container, field, variable, _) = reference.Reference.Evidence;
        var place = $"{(container is null ? "" : $"container {container}: ")}{field}{(variable is null ? "" : $" {variable}")}";
        var reason = reference.Outcome == Outcome.Pending ? PendingReference : reference.Outcome.ToString();
        return new(workload, reason, reference.Outcome == Outcome.MissingPort, $"{place}: {ReferenceText.Problem(reference)}; nothing is opened for it until that changes");
    }

    private static IEnumerable<ObjectFinding> BadAnnotations(WorkloadContext context)
    {
        var workload = context.Workload;
        var errors = DeclarationParser.Parse(Annotations.Egress, workload.Annotations[Annotations.Egress], workload.Key.Namespace).Errors
            .Concat(ErrorsOn(null, workload.Annotations, context)).Select(error => Bad(SubjectOf(workload), error));
        foreach (var service in context.Services)
            errors = errors.Concat(ErrorsOn(service, service.Annotations, context).Select(error => Bad(SubjectOf(service), error)));
        return context.Namespace is { } ns
            ? errors.Concat(WorkloadFindings.BadSettings(ns.Annotations).Select(error => Bad(new("v1", "Namespace", "", ns.Name, ns.Uid), error)))
            : errors;
    }

    private static IEnumerable<DeclarationError> ErrorsOn(Service? service, Labels annotations, WorkloadContext context) =>
        context.DeclaredIngress.Where(declared => declared.On == service).SelectMany(declared => declared.Errors).Concat(WorkloadFindings.BadSettings(annotations));

    private static ObjectFinding Bad(FindingSubject about, DeclarationError error) => new(
        about, nameof(FindingKind.BadAnnotation), true, $"{error.Annotation}: \"{error.Entry}\" says nothing: {error.Message}");

    private static FindingSubject SubjectOf(Workload workload) => new(workload.ApiVersion, workload.Key.ObjectKind, workload.Key.Namespace, workload.Key.Name, workload.Uid);

    private static FindingSubject SubjectOf(Service service) => new("v1", "Service", service.Name.Namespace, service.Name.Name, service.Uid);
}
