using NetpolOrleans.Policies.Evaluation;

namespace NetpolOrleans.Cli.Reports;

/// <summary>What one end of a flow says, for output.</summary>
/// <param name="Outcome">The decision.</param>
/// <param name="IsolatedBy">The policies that isolate this end in this direction.</param>
/// <param name="AdmittedBy">The rule that admits the flow, or null.</param>
/// <param name="Reason">The same in words.</param>
internal sealed record SideAnswer(SideOutcome Outcome, IReadOnlyList<string> IsolatedBy, RuleAnswer? AdmittedBy, string Reason);
