using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Declarations;

/// <summary>What an annotation declares.</summary>
/// <param name="Entries">The valid entries, in the order of the text.</param>
/// <param name="Errors">The others.</param>
public sealed record ParsedDeclarations(ValueList<Declaration> Entries, ValueList<DeclarationError> Errors)
{
    /// <summary>What an absent annotation declares.</summary>
    public static readonly ParsedDeclarations None = new([], []);
}
