using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Declarations;

/// <summary>Reads the annotations with a closed set of values. Values are compared without case.</summary>
public static class SettingParser
{
    /// <summary>
    /// <c>netpol-orleans.io/mode</c>. An unknown value is an error and leaves the decision to the level above: it switches nothing off.
    /// </summary>
    public static Setting<Mode> Mode(string? text) => Word(text) switch
    {
        "" => default,
        "off" => new(Policies.Mode.Off, null),
        "observe" => new(Policies.Mode.Observe, null),
        "enforce" => new(Policies.Mode.Enforce, null),
        _ => new(null, DeclarationError.About(Annotations.Mode, text!, "a mode is off, observe or enforce")),
    };

    /// <summary><c>netpol-orleans.io/callers</c>. An unknown value is an error and counts as the strictest: it admits nobody.</summary>
    public static Setting<Callers> Callers(string? text) => Word(text) switch
    {
        "" => default,
        "auto" => new(Declarations.Callers.Auto, null),
        "granted" => new(Declarations.Callers.Granted, null),
        _ => new(Declarations.Callers.Granted, DeclarationError.About(Annotations.Callers, text!, "callers are auto or granted; taken as granted")),
    };

    /// <summary><c>netpol-orleans.io/baseline</c>. An unknown value is an error and asks for nothing.</summary>
    public static Setting<BaselineKind> Baseline(string? text) => Word(text) switch
    {
        "" => default,
        "default-deny" => new(BaselineKind.DefaultDeny, null),
        "none" => new(BaselineKind.None, null),
        _ => new(null, DeclarationError.About(Annotations.Baseline, text!, "a baseline is default-deny or none")),
    };

    private static string Word(string? text) => text?.Trim().ToLowerInvariant() ?? "";
}
