using System.Text;

namespace NetpolOrleans.Policies.References.Environments;

/// <summary><c>$(VAR)</c> as the kubelet expands it in <c>env</c>, <c>command</c> and <c>args</c>.</summary>
internal static class KubeletExpansion
{
    /// <summary>
    /// The text with every <c>$(VAR)</c> that <paramref name="lookup"/> knows replaced; unknown ones stay as they are, <c>$$</c> is an
    /// escaped <c>$</c>. Values are not expanded again.
    /// </summary>
    /// <param name="text">The text of the manifest.</param>
    /// <param name="lookup">A variable's value, or null where there is none.</param>
    /// <param name="limit">How many characters the result may have: beyond, references stay as they are.</param>
    public static string Expand(string text, Func<string, string?> lookup, int limit)
    {
        var dollar = text.IndexOf('$');
        if (dollar < 0) return text;
        Effort.Spend(text.Length);
        var result = new StringBuilder(text.Length);
        var copied = 0;
        for (; dollar >= 0 && dollar + 1 < text.Length; dollar = copied < text.Length ? text.IndexOf('$', copied) : -1)
        {
            result.Append(text, copied, dollar - copied);
            copied = dollar + 2;
            var close = text[dollar + 1] == '(' ? text.IndexOf(')', copied) : -1;
            Effort.Spend(close < 0 ? 1 : close - dollar);
            switch (text[dollar + 1])
            {
                case '$':
                    result.Append('$');
                    break;
                case '(' when close >= 0:
                    var value = lookup(text[copied..close]);
                    copied = close + 1;
                    result.Append(value is not null && result.Length + value.Length <= limit ? value : text.AsSpan(dollar, copied - dollar));
                    break;
                case '(':
                    // No parenthesis closes any more: the rest is literal, but for its escapes.
                    return result.Append(text.AsSpan(dollar).ToString().Replace("$$", "$", StringComparison.Ordinal)).ToString();
                default:
                    result.Append(text, dollar, 2);
                    break;
            }
        }
        return result.Append(text, copied, text.Length - copied).ToString();
    }
}
