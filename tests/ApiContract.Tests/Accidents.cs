using System.Text.RegularExpressions;

namespace NetpolOrleans.ApiContract.Tests;

/// <summary>Makes equal what differs between two runs of the same commands: ages, uids, versions, times, addresses, random names, padding;
/// and what differs between versions of kubectl, where that is known.</summary>
internal static partial class Accidents
{
    public static string Even(string output, string scope)
    {
        var text = output.Replace(scope, "NS", StringComparison.Ordinal);
        foreach (var (pattern, replacement) in Patterns) text = pattern.Replace(text, replacement);
        return string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).TrimEnd('\n');
    }

    private static readonly (Regex Pattern, string Replacement)[] Patterns =
    [
        (Uid(), "UID"),
        (Version(), "$1VERSION"),
        (Time(), "TIME"),
        (LongTime(), "TIME"),
        (RandomPod(), "-HASH-RANDOM"),
        (Hash(), "$1HASH"),
        (RandomName(), "-RANDOM"),
        (Age(), "AGE"),
        (Address(), "ADDRESS"),
        (Node(), "NODE"),
        (Temporary(), "/tmp/FILE"),
        (Padding(), "  "),
        (DeletedFrom(), " deleted"),
    ];

    [GeneratedRegex(@"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")]
    private static partial Regex Uid();

    [GeneratedRegex(@"(resourceVersion""?: ?)""\d+""")]
    private static partial Regex Version();

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( ?\+0000 UTC|Z)?")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+\d{4}")]
    private static partial Regex LongTime();

    [GeneratedRegex(@"-[bcdf-hj-np-tv-xz2456789]{6,10}-[bcdf-hj-np-tv-xz2456789]{5}\b")]
    private static partial Regex RandomPod();

    [GeneratedRegex(@"(-|pod-template-hash"": ""|pod-template-hash[=:] ?|controller-revision-hash[=:] ?)[bcdf-hj-np-tv-xz2456789]{8,10}\b")]
    private static partial Regex Hash();

    [GeneratedRegex(@"-[bcdf-hj-np-tv-xz2456789]{5}\b")]
    private static partial Regex RandomName();

    [GeneratedRegex(@"(?<=\s|\(|^)(\d+[smhd]){1,2}(?=\s|$|\))", RegexOptions.Multiline)]
    private static partial Regex Age();

    [GeneratedRegex(@"\b10\.\d+\.\d+\.\d+\b")]
    private static partial Regex Address();

    [GeneratedRegex(@"\bnode-\d+\b")]
    private static partial Regex Node();

    [GeneratedRegex(@"/tmp/[\w./-]+")]
    private static partial Regex Temporary();

    // Since 1.34 kubectl says where it deletes.
    [GeneratedRegex(@" deleted from NS namespace\b")]
    private static partial Regex DeletedFrom();

    [GeneratedRegex(@"(?<=\S)[ \t]{2,}")]
    private static partial Regex Padding();
}
