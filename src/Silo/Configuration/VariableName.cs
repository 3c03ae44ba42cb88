using System.Text.RegularExpressions;

namespace NetpolOrleans.Silo.Configuration;

/// <summary>Tells variables that were meant as options from those of others.</summary>
internal static partial class VariableName
{
    /// <summary>So many letters may be wrong, missing or too many; no variable of others is that near.</summary>
    private const int Slips = 2;

    /// <summary>.NET's own way to set <c>Netpol:HttpPort</c> by a variable; what is wrong there is named with the section.</summary>
    private const string OfSection = SiloOptions.Section + "__";

    private static readonly string[] Known = [.. SiloSettings.All.Select(each => SettingName.Variable(each.Property.Name))];

    private static readonly string[] KnownLetters = [.. Known.Select(Letters)];

    /// <summary>Whether a variable is an option, or something that was meant to be one: of our prefix in whatever spelling, or almost an option's name.</summary>
    public static bool IsMeantAsOption(string variable) =>
        !variable.StartsWith(OfSection, StringComparison.Ordinal)
        && (Letters(variable).StartsWith("NETPOL", StringComparison.Ordinal) || Nearest(variable) is not null);

    /// <summary>The option whose name is nearest; null where none is near.</summary>
    public static string? Nearest(string variable)
    {
        var letters = Letters(variable);
        var (distance, at) = KnownLetters.Select((known, index) => (Distance(letters, known), index)).Min();
        return distance <= Slips ? Known[at] : null;
    }

    private static string Letters(string name) => Others().Replace(name, "").ToUpperInvariant();

    /// <summary>Levenshtein's, or one more than <see cref="Slips"/> where lengths alone tell that.</summary>
    private static int Distance(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > Slips) return Slips + 1;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }

    [GeneratedRegex("[^A-Za-z0-9]")]
    private static partial Regex Others();
}
