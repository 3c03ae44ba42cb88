using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;

namespace NetpolOrleans.Cli.Reports;

/// <summary>A reference that opens nothing.</summary>
/// <param name="Outcome">Why not.</param>
/// <param name="Target">What it names.</param>
/// <param name="Message">The reason in words.</param>
/// <param name="Evidence">Where it was read.</param>
internal sealed record Unopened(Outcome Outcome, string Target, string Message, Evidence Evidence);
