using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LocalKubernetes.Faults;

namespace NetpolOrleans.Cli.Demo;

/// <summary>The option <c>--faults</c>: a seed of rough weather, a file of rules, or the rules themselves.</summary>
internal static class FaultsOption
{
    /// <summary>The option; what cannot be read is an error of the command line.</summary>
    public static Option<FaultPlan?> Create() => new("--faults")
    {
        Description = "What goes wrong in the cluster: a seed of rough weather, a file of rules, or rules separated by semicolons.",
        HelpName = "SEED|FILE|RULES",
        CustomParser = Read,
    };

    private static FaultPlan? Read(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        try
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)) return FaultPlan.RoughWeather(seed);
            return FaultPlan.Parse(File.Exists(text) ? File.ReadAllText(text) : text);
        }
        catch (Exception problem) when (problem is FormatException or IOException or UnauthorizedAccessException)
        {
            argument.AddError($"--faults: {problem.Message}");
            return null;
        }
    }
}
