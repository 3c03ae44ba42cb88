using System.Globalization;

namespace NetpolOrleans.Cli.Replicas;

/// <summary>How long ago something was, in the one unit that says enough, as kubectl does: 42s, 7m, 3h, 2d.</summary>
internal static class Age
{
    /// <summary>The text; an age below zero, by another machine's clock, is 0s.</summary>
    public static string Of(TimeSpan age) => age switch
    {
        { TotalSeconds: < 120 } => Text(Math.Max(0, age.TotalSeconds), "s"),
        { TotalMinutes: < 120 } => Text(age.TotalMinutes, "m"),
        { TotalHours: < 48 } => Text(age.TotalHours, "h"),
        _ => Text(age.TotalDays, "d"),
    };

    private static string Text(double number, string unit) => ((long)number).ToString(CultureInfo.InvariantCulture) + unit;
}
