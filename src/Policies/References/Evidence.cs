namespace NetpolOrleans.Policies.References;

/// <summary>Where a reference was read.</summary>
/// <param name="Container">The container's name, or null for a declaration on the object itself.</param>
/// <param name="Field">
/// <c>env</c>, <c>envFrom</c>, <c>command</c>, <c>args</c>, <c>file</c>, or the annotation's key; with the ConfigMap or Secret where
/// one is involved, such as <c>env from ConfigMap shop-config</c>.
/// </param>
/// <param name="Variable">The variable's name, or the file's, or null.</param>
/// <param name="Text">The text that names the peer: at most 256 characters, user information in URLs left out.</param>
public sealed record Evidence(string? Container, string Field, string? Variable, string Text)
{
    /// <summary>The text of evidence out of a Secret.</summary>
    public const string Withheld = "(a Secret's value)";

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Container is null ? "" : $"container {Container}: ")}{Field}{(Variable is null ? "" : $" {Variable}")}: {Text}";
}
