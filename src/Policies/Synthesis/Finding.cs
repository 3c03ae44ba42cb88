namespace NetpolOrleans.Policies.Synthesis;

/// <summary>Something that an operator should know about a workload; it never changes what is opened.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Message">What is wrong and what to do about it, in one line.</param>
public sealed record Finding(FindingKind Kind, string Message);
