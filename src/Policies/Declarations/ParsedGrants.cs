using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Declarations;

/// <summary>Whom <c>netpol-orleans.io/grants</c> admits.</summary>
/// <param name="Grants">The valid entries, in the order of the text.</param>
/// <param name="Errors">The others: they admit nobody.</param>
public sealed record ParsedGrants(ValueList<Grant> Grants, ValueList<DeclarationError> Errors);
