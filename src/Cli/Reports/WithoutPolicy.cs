using NetpolOrleans.Policies.Rules;

namespace NetpolOrleans.Cli.Reports;

/// <summary>A workload that gets no policy, and why.</summary>
internal sealed record WithoutPolicy(string Workload, Disposition Disposition, string Reason);
