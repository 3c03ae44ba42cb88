using System.Text;

namespace NetpolOrleans.Policies.References.Environments;

/// <summary>
/// Variables as shells and configuration readers expand them: <c>$VAR</c>, <c>${VAR}</c>, <c>${VAR:-default}</c>,
/// <c>${VAR:default}</c>, <c>${env:VAR}</c>; and the two commands by which scripts ask for their namespace and pod.
/// </summary>
/// <param name="lookup">A variable's value, or null where there is none.</param>
/// <param name="ns">The pod's namespace.</param>
/// <param name="pod">The pod's name.</param>
internal sealed class ShellExpansion(Func<string, string?> lookup, string ns, string pod)
{
    private const int LongestBody = 512;
    private const int MostNesting = 8;
    private const string NamespaceFile = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";
    private static readonly Dictionary<string, string[]> NoVariables = [];
    private int growth = 1 << 18; // over all texts of a container: expansion must not multiply them

    /// <summary>The text with what is known replaced; what is not stays as it is.</summary>
    public string Expand(string text) => text.AsSpan().ContainsAny('$', '`') ? Expand(text, NoVariables, MostNesting) : text;

    /// <summary>A script or command line, with the variables that it sets for itself.</summary>
    public string ExpandScript(string text) => text.AsSpan().ContainsAny('$', '`')
        ? Expand(text, ShellVariables.In(text, (value, own) => Expand(value, own, MostNesting)), MostNesting)
        : text;

    private string Expand(string text, Dictionary<string, string[]> own, int nesting)
    {
        Effort.Spend(text.Length);
        var result = new StringBuilder(text.Length);
        var copied = 0;
        for (var i = Next(text, 0); i >= 0; i = Next(text, i + 1))
        {
            var (values, length) = Read(text, i, own, nesting);
            if (values is null || i < copied || growth < 0) continue;
            var before = result.Length + i - copied;
            result.Append(text, copied, i - copied);
            copied = i + length;
            if (values.Length == 1) result.Append(values[0]);
            else copied = AppendEach(result, text, i, copied, values);
            growth -= result.Length - before;
            i = copied - 1;
        }
        return copied == 0 ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>A loop's variable: its word is repeated for each value, <c>http://$h:80</c> as <c>http://a:80 http://b:80</c>.</summary>
    private static int AppendEach(StringBuilder result, string text, int start, int end, string[] values)
    {
        var prefix = 0;
        while (prefix < start && prefix < LongestBody && prefix < result.Length && !IsWordEnd(text[start - 1 - prefix])) prefix++;
        var suffix = end;
        while (suffix < text.Length && suffix - end < LongestBody && !IsWordEnd(text[suffix])) suffix++;
        Effort.Spend(prefix + suffix - end);
        var before = result.ToString(result.Length - prefix, prefix);
        var after = text.AsSpan(end, suffix - end);
        result.Length -= prefix;
        for (var i = 0; i < values.Length; i++)
        {
            Effort.Spend(before.Length + values[i].Length + after.Length);
            result.Append(i > 0 ? " " : "").Append(before).Append(values[i]).Append(after);
        }
        return suffix;
    }

    private (string[]? Values, int Length) Read(string text, int i, Dictionary<string, string[]> own, int nesting)
    {
        var rest = text.AsSpan(i, Math.Min(text.Length - i, LongestBody));
        Effort.Spend(rest.Length);
        if (rest.StartsWith("${"))
            return Closing(rest) is var close and > 0 ? (Braced(rest[2..close], own, nesting), close + 1) : default;
        if (rest[0] == '`' || rest.StartsWith("$("))
            return Command(rest);
        var end = 1;
        while (end < rest.Length && IsNameCharacter(rest[end])) end++;
        return end == 1 ? default : (Value(rest[1..end].ToString(), own), end);
    }

    private (string[]?, int) Command(ReadOnlySpan<char> rest)
    {
        var open = rest[0] == '`' ? 1 : 2;
        var close = rest[open..].IndexOf(rest[0] == '`' ? '`' : ')');
        if (close < 0) return default;
        var command = rest.Slice(open, close).Trim();
        var value = command is "hostname" ? pod
            : (command.StartsWith("cat ") || command.StartsWith("<")) && command.EndsWith(NamespaceFile) ? ns
            : null;
        return (value is null ? null : [value], open + close + 1);
    }

    private string[]? Braced(ReadOnlySpan<char> body, Dictionary<string, string[]> own, int nesting)
    {
        if (body.StartsWith("env:", StringComparison.OrdinalIgnoreCase) || body.StartsWith("env.")) body = body[4..];
        var end = 0;
        while (end < body.Length && (IsNameCharacter(body[end]) || body[end] == '.')) end++;
        if (end == 0) return null;
        var operation = body[end..];
        if (operation.Length > 0 && operation[0] is not (':' or '-' or '=')) return null; // ${VAR##*-} and its like
        var name = body[..end].ToString();
        if ((Value(name, own) ?? (name.Contains('.') ? Value(name.Replace('.', '_').ToUpperInvariant(), own) : null)) is { } value and not [""]) return value;
        var fallback = operation.TrimStart(':');
        if (fallback is ['-' or '=', ..]) fallback = fallback[1..];
        else if (operation.Length < 2 || fallback is ['?' or '+', ..]) return null;
        return nesting > 0 ? [Expand(fallback.Trim("\"'").ToString(), own, nesting - 1)] : null;
    }

    private string[]? Value(string name, Dictionary<string, string[]> own) =>
        own.TryGetValue(name, out var values) && values.Length > 0 ? values : lookup(name) is { } value ? [value] : null;

    private static int Next(string text, int from) => from < text.Length && text.AsSpan(from).IndexOfAny('$', '`') is var next and >= 0 ? from + next : -1;

    private static int Closing(ReadOnlySpan<char> rest)
    {
        if (!rest.Contains('}')) return -1; // the usual failure, found fast
        var depth = 0;
        for (var i = 1; i < rest.Length && rest[i] != '\n'; i++)
        {
            if (rest[i] == '{') depth++;
            else if (rest[i] == '}' && --depth == 0) return i;
        }
        return -1;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static bool IsWordEnd(char c) => char.IsWhiteSpace(c) || c is '"' or '\'' or '`' or ';' or '|' or '&' or '(' or ')' or '$' or '}';
}
