using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Cli.Reports;

/// <summary>How well the workloads of one namespace are covered.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="WithReferences">Workloads that name a peer inside of the cluster.</param>
/// <param name="ExternalOnly">Workloads that name hosts outside of the cluster only.</param>
/// <param name="WithoutReferences">Workloads that name nobody: suspicious, their peers may be compiled into the program.</param>
/// <param name="WithoutPolicy">Workloads that get no policy, each with the reason.</param>
/// <param name="Findings">What else an operator should look at.</param>
internal sealed record CoverageReport(
    string Namespace,
    IReadOnlyList<string> WithReferences,
    IReadOnlyList<string> ExternalOnly,
    IReadOnlyList<string> WithoutReferences,
    IReadOnlyList<WithoutPolicy> WithoutPolicy,
    IReadOnlyList<WorkloadFinding> Findings)
{
    /// <summary>What keeps the baseline away that the namespace asks for, as <c>kind/name</c>; null where it asks for none, empty where it has it.</summary>
    public IReadOnlyList<string>? BaselineUncovered { get; init; }

    /// <summary>How many workloads the namespace has.</summary>
    public int Workloads => WithReferences.Count + ExternalOnly.Count + WithoutReferences.Count;

    /// <summary>How many of them get a policy.</summary>
    public int Covered => Workloads - WithoutPolicy.Count;

    /// <summary>The reports of all namespaces, in order.</summary>
    public static IEnumerable<CoverageReport> Of(IEnumerable<WorkloadReport> reports, IReadOnlyCollection<BaselineReport> baselines) => reports
        .Where(report => report.Disposition != Disposition.Controlled)
        .GroupBy(report => report.Workload.Key.Namespace)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => Of(group) with { BaselineUncovered = baselines.FirstOrDefault(baseline => baseline.Namespace == group.Key)?.Uncovered });

    private static CoverageReport Of(IGrouping<string, WorkloadReport> reports) => new(
        reports.Key,
        [.. reports.Where(NamesPeers).Select(Name)],
        [.. reports.Where(report => !NamesPeers(report) && NamesOutside(report)).Select(Name)],
        [.. reports.Where(report => !NamesPeers(report) && !NamesOutside(report)).Select(Name)],
        [.. reports.Where(report => DispositionText.WhyWithoutPolicy(report.Disposition) is not null)
            .Select(report => new WithoutPolicy(Name(report), report.Disposition, DispositionText.WhyWithoutPolicy(report.Disposition)!))],
        [.. from report in reports
            from finding in report.Findings
            where finding.Kind != FindingKind.WithoutPolicy
            select new WorkloadFinding(Name(report), finding.Kind, finding.Message)]);

    private static bool NamesPeers(WorkloadReport report) =>
        report.References.Any(reference => reference.Outcome is not (Outcome.NotAReference or Outcome.External))
        || report.Grants.Any(grant => grant.Reason.Kind == ReasonKind.Declaration);

    private static bool NamesOutside(WorkloadReport report) => report.References.Any(reference => reference.Outcome == Outcome.External);

    private static string Name(WorkloadReport report) => $"{report.Workload.Key.Kind}/{report.Workload.Key.Name}";
}
