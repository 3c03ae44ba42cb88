namespace NetpolOrleans.Policies.Declarations;

/// <summary>What an annotation with a closed set of values says.</summary>
/// <param name="Value">The value, or null where the annotation leaves the decision to the level above.</param>
/// <param name="Error">What is wrong with the annotation, or null.</param>
public readonly record struct Setting<T>(T? Value, DeclarationError? Error) where T : struct, Enum;
