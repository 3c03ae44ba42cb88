namespace NetpolOrleans.Policies.References.Fields;

/// <summary>Where a text comes from: the parts of <see cref="Evidence"/> but its text.</summary>
/// <param name="Container">The container, or null.</param>
/// <param name="Field">The evidence's field.</param>
/// <param name="Variable">The variable or file, or null.</param>
/// <param name="IsSecret">Whether the text holds a Secret's value: then no word of it may be shown.</param>
internal sealed record Origin(string? Container, string Field, string? Variable, bool IsSecret = false);
