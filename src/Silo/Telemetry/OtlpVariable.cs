using System.Globalization;

namespace NetpolOrleans.Silo.Telemetry;

/// <summary>A variable of OpenTelemetry that is read, and what it may be.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Expected">What is expected, for people.</param>
/// <param name="Allows">Whether a value is that.</param>
internal sealed record OtlpVariable(string Name, string Expected, Func<string, bool> Allows)
{
    /// <summary>Any text.</summary>
    public static OtlpVariable Text(string name) => new(name, "a text", static _ => true);

    /// <summary>One of these words.</summary>
    public static OtlpVariable OneOf(string name, params string[] words) =>
        new(name, words.Length > 2 ? $"one of {string.Join(", ", words)}" : string.Join(" or ", words), value => words.Contains(value, StringComparer.OrdinalIgnoreCase));

    /// <summary>A whole number, such as a limit, or a time in milliseconds.</summary>
    public static OtlpVariable Number(string name, int least) => new(
        name, least == 0 ? "a whole number" : "a whole number above 0", value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least);

    /// <summary>A share of the whole.</summary>
    public static OtlpVariable Ratio(string name) => new(
        name, "a number from 0 to 1", value => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1);

    /// <summary>Keys with their values.</summary>
    public static OtlpVariable Pairs(string name) => new(
        name, "key=value, separated by commas,", value => value.Split(',').All(pair => pair.IndexOf('=', StringComparison.Ordinal) > 0));

    /// <summary>A file.</summary>
    public static OtlpVariable Readable(string name) => new(name, "the path of a file that is there", File.Exists);

    /// <summary>An address.</summary>
    public static OtlpVariable Address(string name) => new(
        name, "an address such as http://collector.monitoring:4317", value => Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");
}
