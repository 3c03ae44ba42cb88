using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Cli.Reports;

/// <summary>Why a workload's policy says what it says.</summary>
/// <param name="Workload"><c>namespace/Kind/name</c>.</param>
/// <param name="Disposition">Whether it gets a policy.</param>
/// <param name="WithoutPolicy">Why it gets none, or null.</param>
/// <param name="Selector">Its pods.</param>
/// <param name="Policies">The names of its policies.</param>
/// <param name="Egress">What it may send to.</param>
/// <param name="Ingress">What may reach it.</param>
/// <param name="Unopened">References that open nothing.</param>
/// <param name="Findings">What else an operator should look at.</param>
internal sealed record Explanation(
    string Workload,
    Disposition Disposition,
    string? WithoutPolicy,
    string Selector,
    IReadOnlyList<string> Policies,
    IReadOnlyList<Opening> Egress,
    IReadOnlyList<Opening> Ingress,
    IReadOnlyList<Unopened> Unopened,
    IReadOnlyList<Finding> Findings)
{
    /// <summary>Explains one workload; the other reports tell where its clients' references were read.</summary>
    public static Explanation Of(WorkloadReport report, IReadOnlyDictionary<WorkloadKey, WorkloadReport> all) => new(
        report.Workload.Key.ToString(),
        report.Disposition,
        DispositionText.WhyWithoutPolicy(report.Disposition),
        report.Workload.Selector.ToString(),
        [.. report.Policies.Select(policy => policy.Name.ToString())],
        Openings(report, Direction.Egress, all),
        Openings(report, Direction.Ingress, all),
        [.. report.References.Select(Unopen).OfType<Unopened>()],
        [.. report.Findings.Where(finding => finding.Kind != FindingKind.WithoutPolicy)]);

    private static List<Opening> Openings(WorkloadReport report, Direction direction, IReadOnlyDictionary<WorkloadKey, WorkloadReport> all) =>
    [
        .. report.Grants.Where(grant => grant.Direction == direction)
            .GroupBy(grant => grant.Allowance)
            .Select(group => new Opening(
                PeerText.Of(group.Key.Peer),
                [.. group.Key.Ports.Select(PeerText.Of)],
                [.. group.GroupBy(grant => grant.Reason with { Evidence = null }).Select(reasons => BecauseOf(reasons.Key, [.. reasons], all))])),
    ];

    private static Because BecauseOf(Reason reason, IReadOnlyList<Grant> grants, IReadOnlyDictionary<WorkloadKey, WorkloadReport> all)
    {
        var evidence = reason is { Client: { } client, Target: { } target } && all.TryGetValue(client, out var report)
            ? report.References.Where(reference => Leads(reference, target)).Select(reference => reference.Reference.Evidence)
            : grants.Select(grant => grant.Reason.Evidence).OfType<Evidence>();
        return new(reason.Kind, reason.Target?.ToString(), reason.Client?.ToString(), reason.By, [.. evidence.Distinct()]);
    }

    private static bool Leads(ResolvedReference reference, TargetKey target) =>
        reference.Outcome == Outcome.Resolved && reference.Interests.Any(interest => interest.Target == target);

    private static Unopened? Unopen(ResolvedReference reference) => ReferenceText.Problem(reference) is { } problem
        ? new(reference.Outcome, ReferenceText.Target(reference.Target), problem, reference.Reference.Evidence)
        : null;
}
