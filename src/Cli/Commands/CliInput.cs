using NetpolOrleans.Cli.Manifests;
using NetpolOrleans.Cli.Reports;
using NetpolOrleans.Cli.Worlds;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Cli.Commands;

/// <summary>What a command works on.</summary>
/// <param name="Objects">What was read.</param>
/// <param name="DefaultNamespace">The namespace of names without one.</param>
/// <param name="Options">What the brain is told.</param>
/// <param name="Log">Where diagnostics go.</param>
internal sealed record CliInput(ClusterObjects Objects, string DefaultNamespace, PolicyOptions Options, DiagnosticLog Log)
{
    /// <summary>The endpoints, once everything is read.</summary>
    public World World => field ??= new(Objects, DefaultNamespace);

    /// <summary>What the controller would decide about every workload.</summary>
    public IReadOnlyList<WorkloadReport> Synthesize() => ClusterSynthesis.Of(Objects.ToSnapshot(), Options);

    /// <summary>What became of the namespaces' wishes for a baseline; those that have to wait are reported.</summary>
    public IReadOnlyList<BaselineReport> Baselines(IReadOnlyCollection<WorkloadReport> reports)
    {
        var baselines = BaselineReport.Of(Objects.ToSnapshot(), reports, Options);
        foreach (var diagnostic in ReportDiagnostics.Of(baselines)) Log.Report(diagnostic);
        return baselines;
    }

    /// <summary>The policies that were read.</summary>
    public IEnumerable<ScopedPolicy> GivenPolicies => Objects.Policies.Values.Select(ScopedPolicy.Of);

    /// <summary>The policies to judge by.</summary>
    public IReadOnlyList<ScopedPolicy> Policies(PolicySource source) => source switch
    {
        PolicySource.Given => [.. GivenPolicies],
        PolicySource.Synth => [.. Written()],
        _ => [.. GivenPolicies, .. Written()],
    };

    private IEnumerable<ScopedPolicy> Written()
    {
        var reports = Synthesize();
        return reports.Where(report => report.IsWritten).SelectMany(report => report.Policies)
            .Concat(Baselines(reports).SelectMany(report => report.Policies)).Select(ScopedPolicy.Of);
    }
}
