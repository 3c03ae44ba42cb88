using System.Buffers;

namespace NetpolOrleans.Policies.References.Environments;

/// <summary>The variables that a script sets for itself: <c>HOST=redis</c>, <c>for host in a b; do</c>.</summary>
internal static class ShellVariables
{
    private const int MostWords = 32;
    private const int LongestValue = 1024; // A=$A$A over and over must not grow
    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\r\n;&|)");
    private static readonly Dictionary<string, string[]> None = [];

    /// <summary>Each variable with its value, or with the words that a loop gives it; the last setting of a name wins.</summary>
    /// <param name="script">The script.</param>
    /// <param name="expand">Expands a value, seeing the variables found so far.</param>
    public static Dictionary<string, string[]> In(string script, Func<string, Dictionary<string, string[]>, string> expand)
    {
        if (!script.Contains('$')) return None;
        Dictionary<string, string[]>? found = null;
        for (var i = 0; i < script.Length; i++)
        {
            if ((i > 0 && !IsBoundary(script[i - 1])) || !IsNameStart(script[i])) continue;
            var end = NameEnd(script, i);
            Effort.Spend(end - i);
            if (end < script.Length && script[end] == '=' && Value(script, end + 1) is { Length: <= LongestValue } value && !IsCommand(value))
                Set(script[i..end], [expand(Unquoted(value), found ?? None)]);
            else if (script.AsSpan(i, end - i) is "for" && Loop(script, end) is var (name, words))
                Set(name, expand(words, found ?? None).Split((char[]?)null, MostWords, StringSplitOptions.RemoveEmptyEntries));
            i = end - 1;
        }
        return found ?? None;

        void Set(string name, string[] values)
        {
            if (values.Sum(value => value.Length) <= LongestValue) (found ??= new(StringComparer.Ordinal))[name] = values;
        }
    }

    private static (string Name, string Words)? Loop(string script, int position)
    {
        var start = SkipSpaces(script, position);
        var end = NameEnd(script, start);
        var words = SkipSpaces(script, end);
        if (end == start || !script.AsSpan(words).StartsWith("in ")) return null;
        var length = Beginning(script, words).IndexOfAny(";\n");
        return length < 0 ? null : (script[start..end], script[(words + 3)..(words + length)]);
    }

    /// <summary>As much as a value may have, and one character by which a longer one is known.</summary>
    private static ReadOnlySpan<char> Beginning(string script, int start)
    {
        var length = Math.Min(LongestValue + 1, script.Length - start);
        Effort.Spend(length);
        return script.AsSpan(start, length);
    }

    private static ReadOnlySpan<char> Value(string script, int start)
    {
        var rest = Beginning(script, start);
        if (rest is ['"' or '\'', ..] && rest[1..].IndexOfAny(rest[0], '\n') is var close and >= 0) return rest[..(close + 2)];
        var end = rest.IndexOfAny(ValueEnds);
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>Whether what a program prints is the value, which nobody knows: <c>HOST=$(kubectl get node)</c>.</summary>
    private static bool IsCommand(ReadOnlySpan<char> value) => value is not ['"' or '\'', ..] && (value.Contains("$(", StringComparison.Ordinal) || value.Contains('`'));

    private static string Unquoted(ReadOnlySpan<char> value) => value.Trim("\"'\n").ToString();

    private static int NameEnd(string script, int start)
    {
        while (start < script.Length && (char.IsAsciiLetterOrDigit(script[start]) || script[start] == '_')) start++;
        return start;
    }

    private static int SkipSpaces(string script, int start)
    {
        while (start < script.Length && script[start] is ' ' or '\t') start++;
        return start;
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsBoundary(char c) => c is ' ' or '\t' or '\r' or '\n' or ';' or '&' or '(' or '|';
}
