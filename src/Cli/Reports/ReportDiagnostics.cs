using NetpolOrleans.Cli.Manifests;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Cli.Reports;

/// <summary>What a user should hear about workloads: references that open nothing, and workloads without a policy.</summary>
internal static class ReportDiagnostics
{
    /// <summary>The diagnostics in the order of the workloads.</summary>
    public static IEnumerable<Diagnostic> Of(IEnumerable<WorkloadReport> reports) => reports.SelectMany(Of);

    /// <summary>The namespaces that ask for a baseline and have none.</summary>
    public static IEnumerable<Diagnostic> Of(IEnumerable<BaselineReport> baselines) => baselines
        .Where(baseline => !baseline.Uncovered.IsEmpty)
        .Select(baseline => new Diagnostic(Severity.Warning, $"Namespace {baseline.Namespace}", ObjectFindings.BaselineText(baseline.Uncovered)));

    private static IEnumerable<Diagnostic> Of(WorkloadReport report)
    {
        foreach (var finding in report.Findings) yield return new(Severity.Warning, report.Workload.Key.ToString(), finding.Message);
        if (!report.Findings.Any(finding => finding.Kind == FindingKind.WithoutPolicy) && DispositionText.WhyWithoutPolicy(report.Disposition) is { } reason)
            yield return new(Severity.Note, report.Workload.Key.ToString(), $"no policy: {reason}");
        foreach (var reference in report.References)
            if (ReferenceText.Problem(reference) is { } problem)
                yield return new(
                    reference.Outcome == Outcome.External ? Severity.Note : Severity.Warning,
                    report.Workload.Key.ToString(), $"{problem} ({reference.Reference.Evidence})");
    }
}
