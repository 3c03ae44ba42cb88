using System.Text.RegularExpressions;

namespace LocalKubernetes.Admission;

/// <summary>The grammars of names, labels and ports, with the API's words for what breaks them.</summary>
internal static partial class Names
{
    private const string QualifiedAdvice =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    public static IEnumerable<string> Check(NameRule rule, string name) => rule switch
    {
        NameRule.Label => Label(name),
        NameRule.Label1035 => Label1035(name),
        NameRule.PathSegment => PathSegment(name),
        _ => Subdomain(name),
    };

    public static IEnumerable<string> Subdomain(string name)
    {
        if (name.Length > 253) yield return "must be no more than 253 characters";
        if (!SubdomainPattern().IsMatch(name))
            yield return "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    }

    public static IEnumerable<string> Label(string name)
    {
        if (name.Length > 63) yield return "must be no more than 63 characters";
        if (!LabelPattern().IsMatch(name))
            yield return "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
    }

    public static IEnumerable<string> Label1035(string name)
    {
        if (name.Length > 63) yield return "must be no more than 63 characters";
        if (!Label1035Pattern().IsMatch(name))
            yield return "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
    }

    public static IEnumerable<string> PathSegment(string name)
    {
        if (name is "." or "..") yield return $"may not be '{name}'";
        foreach (var mark in "/%")
            if (name.Contains(mark, StringComparison.Ordinal)) yield return $"may not contain '{mark}'";
    }

    public static IEnumerable<string> QualifiedName(string key)
    {
        var parts = key.Split('/');
        if (parts.Length > 2)
        {
            yield return $"a valid label key {QualifiedAdvice} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
            yield break;
        }
        if (parts.Length == 2 && parts[0].Length == 0) yield return "prefix part must be non-empty";
        else if (parts.Length == 2)
            foreach (var message in Subdomain(parts[0])) yield return $"prefix part {message}";
        if (parts[^1].Length == 0) yield return "name part must be non-empty";
        else if (parts[^1].Length > 63) yield return "name part must be no more than 63 characters";
        if (!QualifiedPattern().IsMatch(parts[^1])) yield return $"name part {QualifiedAdvice}";
    }

    public static IEnumerable<string> LabelValue(string value)
    {
        if (value.Length > 63) yield return "must be no more than 63 characters";
        if (value.Length > 0 && !QualifiedPattern().IsMatch(value))
            yield return "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
    }

    public static IEnumerable<string> PortNumber(long port)
    {
        if (port is < 1 or > 65535) yield return "must be between 1 and 65535, inclusive";
    }

    public static IEnumerable<string> PortName(string name)
    {
        if (name.Length > 15) yield return "must be no more than 15 characters";
        if (!PortCharacters().IsMatch(name)) yield return "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)";
        if (!name.Any(char.IsAsciiLetterLower)) yield return "must contain at least one letter (a-z)";
        if (name.Contains("--", StringComparison.Ordinal)) yield return "must not contain consecutive hyphens";
        if (name.StartsWith('-') || name.EndsWith('-')) yield return "must not begin or end with a hyphen";
    }

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"\A[a-z]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex Label1035Pattern();

    [GeneratedRegex(@"\A([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z")]
    private static partial Regex QualifiedPattern();

    [GeneratedRegex(@"\A[-a-z0-9]+\z")]
    private static partial Regex PortCharacters();
}
