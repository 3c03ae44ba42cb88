namespace NetpolOrleans.Policies.Synthesis;

/// <summary>Something that whoever owns an object should hear of, with the object itself.</summary>
/// <param name="About">The object.</param>
/// <param name="Reason">What sort of thing, in one CamelCase word; docs/operations.md lists them.</param>
/// <param name="IsWarning">Whether it calls for action; otherwise it may well be meant.</param>
/// <param name="Message">What is wrong and what to do about it, in one line. Values of variables are never in it.</param>
public sealed record ObjectFinding(FindingSubject About, string Reason, bool IsWarning, string Message);
