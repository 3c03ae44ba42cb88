using System.Globalization;
using System.Text;

namespace NetpolOrleans.Silo.Configuration;

/// <summary>One option under its three names.</summary>
public static class SettingName
{
    /// <summary>What variables of ours start with.</summary>
    public const string EnvironmentPrefix = "NETPOL_";

    /// <summary><c>HttpPort</c> as <c>--http-port</c>.</summary>
    public static string Flag(string property) => "--" + Separated(property, '-').ToLowerInvariant();

    /// <summary><c>HttpPort</c> as <c>NETPOL_HTTP_PORT</c>.</summary>
    public static string Variable(string property) => EnvironmentPrefix + Separated(property, '_').ToUpperInvariant();

    private static string Separated(string property, char separator)
    {
        var text = new StringBuilder();
        foreach (var letter in property)
        {
            if (char.IsUpper(letter) && text.Length > 0) text.Append(separator);
            text.Append(letter);
        }

        return text.ToString().ToString(CultureInfo.InvariantCulture);
    }
}
