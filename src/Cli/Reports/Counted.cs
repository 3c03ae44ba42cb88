using System.Globalization;

namespace NetpolOrleans.Cli.Reports;

/// <summary>Numbers of things in words.</summary>
internal static class Counted
{
    /// <summary><c>1 connection</c>, <c>2 connections</c>.</summary>
    public static string Of(int count, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");
}
