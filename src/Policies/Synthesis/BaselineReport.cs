using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>What became of a namespace's wish for a baseline.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Policies">The baseline; empty while a pod is not covered.</param>
/// <param name="Uncovered">What keeps it away, as <c>kind/name</c>.</param>
public sealed record BaselineReport(string Namespace, ValueList<DesiredPolicy> Policies, ValueList<string> Uncovered)
{
    /// <summary>The reports on all namespaces of a snapshot that ask for one, by name.</summary>
    public static IReadOnlyList<BaselineReport> Of(ClusterSnapshot snapshot, IReadOnlyCollection<WorkloadReport> reports, PolicyOptions options) =>
    [
        .. snapshot.Namespaces.Where(ns => Baseline.IsAsked(ns, options)).OrderBy(ns => ns.Name, StringComparer.Ordinal)
            .Select(ns => Of(ns, [.. reports.Where(report => report.Workload.Key.Namespace == ns.Name)], options)),
    ];

    private static BaselineReport Of(NamespaceInfo ns, IReadOnlyCollection<WorkloadReport> reports, PolicyOptions options)
    {
        var uncovered = Baseline.Uncovered(
            ns,
            reports.Select(report => report.Workload).Where(workload => !workload.Template.HostNetwork)
                .Select(workload => new BaselinePod(workload.Key.Kind, workload.Key.Name, WorkloadEndpoint.Of(workload, null).Labels, workload.Controller)),
            [.. reports.Select(report => (report.Workload, report.Disposition))]);
        return new(ns.Name, uncovered.IsEmpty ? PolicySynthesizer.Synthesize(Baseline.SubjectOf(ns.Name), new([], [], true), options.Instance) : [], uncovered);
    }
}
