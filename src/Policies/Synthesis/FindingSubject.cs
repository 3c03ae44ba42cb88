namespace NetpolOrleans.Policies.Synthesis;

/// <summary>The object that a finding is about.</summary>
/// <param name="ApiVersion">Group and version.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">The namespace; empty for a Namespace itself.</param>
/// <param name="Name">The name.</param>
/// <param name="Uid">The uid; empty where it comes from a manifest.</param>
public sealed record FindingSubject(string ApiVersion, string Kind, string Namespace, string Name, string Uid);
