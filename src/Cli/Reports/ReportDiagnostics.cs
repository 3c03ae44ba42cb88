using NetpolOrleans.Cli.Manifests;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Cli.Reports;

/// <summary>What a user should hear about workloads: references that open nothing, and workloads without a policy.</summary>
internal static class ReportDiagnostics
{
    /// <summary>The diagnostics in the order of the workloads.</summary>
    public static IEnumerable<Diagnostic> Of(IEnumerable<WorkloadReport> reports) => reports.SelectMany(Of);

    private static IEnumerable<Diagnostic> Of(WorkloadReport report)
    {
        if (DispositionText.WhyWithoutPolicy(report.Disposition) is { } reason)
            yield return new(SeverityOf(report.Disposition), report.Workload.Key.ToString(), $"no policy: {reason}");
        foreach (var reference in report.References)
            if (ReferenceText.Problem(reference) is { } problem)
                yield return new(
                    reference.Outcome == Outcome.External ? Severity.Note : Severity.Warning,
                    report.Workload.Key.ToString(), $"{problem} ({reference.Reference.Evidence})");
    }

    private static Severity SeverityOf(Disposition disposition) =>
        disposition is Disposition.Unselectable or Disposition.HostNetwork or Disposition.UnknownController ? Severity.Warning : Severity.Note;
}
