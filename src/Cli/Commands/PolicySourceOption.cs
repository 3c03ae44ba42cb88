using System.CommandLine;

namespace NetpolOrleans.Cli.Commands;

/// <summary>The option <c>--policies</c>.</summary>
internal static class PolicySourceOption
{
    /// <summary>An option without a default: commands that choose by themselves ask <see cref="Choose"/>.</summary>
    public static Option<string?> Create(string description)
    {
        var option = new Option<string?>("--policies") { Description = description };
        option.AcceptOnlyFromAmong("given", "synth", "all");
        return option;
    }

    /// <summary>The source that was asked for, or null.</summary>
    public static PolicySource? Parse(string? value) => value switch
    {
        "given" => PolicySource.Given,
        "synth" => PolicySource.Synth,
        "all" => PolicySource.All,
        _ => null,
    };

    /// <summary>What was asked for; otherwise the policies of the inputs, and where none has one, those that the controller would write.</summary>
    public static PolicySource Choose(string? value, params ReadOnlySpan<CliInput> inputs)
    {
        if (Parse(value) is { } asked) return asked;
        foreach (var input in inputs)
            if (input.Objects.Policies.Count > 0) return PolicySource.Given;
        return PolicySource.Synth;
    }
}
