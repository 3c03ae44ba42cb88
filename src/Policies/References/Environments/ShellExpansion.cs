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
    private const int Growth = 1 << 18;
    private const string NamespaceFile = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

    /// <summary>The text with what is known replaced; what is not stays as it is.</summary>
    public string Expand(string text) => text.Contains('$') || text.Contains(NamespaceFile, StringComparison.Ordinal)
        ? Expand(text, MostNesting)
        : text;

    private string Expand(string text, int nesting)
    {
        var result = new StringBuilder(text.Length);
        var copied = 0;
        for (var i = text.AsSpan().IndexOfAny('$', '`'); i >= 0 && i < text.Length; i = Next(text, i))
        {
            var (value, length) = Read(text, i, nesting);
            if (value is null || result.Length + value.Length > text.Length + Growth) continue;
            result.Append(text, copied, i - copied).Append(value);
            copied = i + length;
            i = copied - 1;
        }
        return copied == 0 ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    private static int Next(string text, int i) => text.AsSpan(i + 1).IndexOfAny('$', '`') is var next and >= 0 ? i + 1 + next : -1;

    private (string? Value, int Length) Read(string text, int i, int nesting)
    {
        var rest = text.AsSpan(i, Math.Min(text.Length - i, LongestBody));
        if (rest.StartsWith("${"))
            return Closing(rest) is var close and > 0 ? (Braced(rest[2..close], nesting), close + 1) : default;
        if (rest[0] == '`' || rest.StartsWith("$("))
            return Command(rest);
        var end = 1;
        while (end < rest.Length && IsNameCharacter(rest[end])) end++;
        return end == 1 ? default : (lookup(rest[1..end].ToString()), end);
    }

    private (string?, int) Command(ReadOnlySpan<char> rest)
    {
        var open = rest[0] == '`' ? 1 : 2;
        var close = rest[open..].IndexOf(rest[0] == '`' ? '`' : ')');
        if (close < 0) return default;
        var command = rest.Slice(open, close).Trim();
        var value = command is "hostname" ? pod
            : (command.StartsWith("cat ") || command.StartsWith("<")) && command.EndsWith(NamespaceFile) ? ns
            : null;
        return (value, open + close + 1);
    }

    private string? Braced(ReadOnlySpan<char> body, int nesting)
    {
        if (body.StartsWith("env:") || body.StartsWith("env.") || body.StartsWith("ENV:")) body = body[4..];
        var end = 0;
        while (end < body.Length && (IsNameCharacter(body[end]) || body[end] == '.')) end++;
        if (end == 0) return null;
        var operation = body[end..];
        if (operation.Length > 0 && operation[0] is not (':' or '-' or '=')) return null; // ${VAR##*-} and its like
        var name = body[..end].ToString();
        if ((lookup(name) ?? (name.Contains('.') ? lookup(name.Replace('.', '_').ToUpperInvariant()) : null)) is { } value and not "") return value;
        var fallback = operation.TrimStart(':');
        if (fallback is ['-' or '=', ..]) fallback = fallback[1..];
        else if (operation.Length < 2 || fallback is ['?' or '+', ..]) return null;
        return nesting > 0 ? Expand(fallback.Trim("\"'").ToString(), nesting - 1) : null;
    }

    private static int Closing(ReadOnlySpan<char> rest)
    {
        var depth = 0;
        for (var i = 1; i < rest.Length && rest[i] != '\n'; i++)
        {
            if (rest[i] == '{') depth++;
            else if (rest[i] == '}' && --depth == 0) return i;
        }
        return -1;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
