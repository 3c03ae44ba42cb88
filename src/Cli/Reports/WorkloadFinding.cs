using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Cli.Reports;

/// <summary>A finding and the workload that it is about.</summary>
internal sealed record WorkloadFinding(string Workload, FindingKind Kind, string Message);
