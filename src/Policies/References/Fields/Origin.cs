namespace NetpolOrleans.Policies.References.Fields;

/// <summary>Where a text comes from: the parts of <see cref="Evidence"/> but its text.</summary>
internal sealed record Origin(string? Container, string Field, string? Variable);
