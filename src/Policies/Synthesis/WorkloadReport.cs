using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>What was decided about a workload, and why.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Disposition">Whether it gets a policy.</param>
/// <param name="Policies">Its policies; also computed where they are only observed, empty where it gets none.</param>
/// <param name="Grants">What the policies admit, each with its reason.</param>
/// <param name="References">What the workload names, and what became of it.</param>
public sealed record WorkloadReport(
    Workload Workload, Disposition Disposition, ValueList<DesiredPolicy> Policies, ValueList<Grant> Grants, ValueList<ResolvedReference> References)
{
    /// <summary>What an operator should know about it.</summary>
    public ValueList<Finding> Findings { get; init; } = [];

    /// <summary>Whether the policies are to be written.</summary>
    public bool IsWritten => Disposition == Disposition.Managed;

    /// <summary>Decides.</summary>
    public static WorkloadReport Of(WorkloadContext context)
    {
        var disposition = Dispositions.Of(context.Workload, context.Namespace, context.Platform, context.Options);
        ValueList<Finding> findings = [.. WorkloadFindings.Of(context, disposition)];
        if (disposition is not (Disposition.Managed or Disposition.Observed)) return new(context.Workload, disposition, [], [], context.References) { Findings = findings };
        ValueList<Grant> grants = [.. ConnectionRules.Grants(context)];
        var policies = PolicySynthesizer.Synthesize(PolicySubject.Of(context.Workload), ConnectionRules.Of(context, grants), context.Options.Instance);
        return new(context.Workload, disposition, policies, grants, context.References) { Findings = findings };
    }
}
