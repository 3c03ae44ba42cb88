using LocalKubernetes.Errors;

namespace LocalKubernetes.Selection;

/// <summary>The grammar of ?labelSelector=: terms joined by commas, sets in parentheses.</summary>
internal sealed class LabelSelectorParser
{
    private readonly List<string> tokens;
    private int next;

    private LabelSelectorParser(string text) => tokens = Tokens(text);

    /// <exception cref="ApiException">400: the text is no selector.</exception>
    public static LabelSelector Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return LabelSelector.Everything;
        return new LabelSelector(new LabelSelectorParser(text).ParseTerms());
    }

    private List<LabelRequirement> ParseTerms()
    {
        var terms = new List<LabelRequirement> { ParseTerm() };
        while (Peek() == ",")
        {
            next++;
            terms.Add(ParseTerm());
        }
        return Peek().Length == 0 ? terms : throw Unexpected(Peek(), "',' or 'end of string'");
    }

    private LabelRequirement ParseTerm()
    {
        if (Peek() == "!")
        {
            next++;
            return new(Identifier(), LabelOperator.DoesNotExist, []);
        }
        var key = Identifier();
        switch (Peek())
        {
            case "" or ",":
                return new(key, LabelOperator.Exists, []);
            case "=" or "==":
                return new(key, LabelOperator.In, [TakeValue()]);
            case "!=":
                return new(key, LabelOperator.NotIn, [TakeValue()]);
            case ">":
                return new(key, LabelOperator.GreaterThan, [TakeValue()]);
            case "<":
                return new(key, LabelOperator.LessThan, [TakeValue()]);
            case "in":
                return new(key, LabelOperator.In, TakeSet());
            case "notin":
                return new(key, LabelOperator.NotIn, TakeSet());
            default:
                throw Unexpected(Peek(), "in, notin, =, ==, !=, gt, lt");
        }
    }

    private string TakeValue()
    {
        next++;
        return Peek() is "" or "," ? "" : Identifier();
    }

    private List<string> TakeSet()
    {
        next++;
        if (Peek() != "(") throw ApiErrors.BadRequest($"unable to parse requirement: found '{Peek()}' expected: '('");
        var values = new List<string>();
        do
        {
            next++;
            values.Add(Peek() is "," or ")" ? "" : Identifier());
        }
        while (Peek() == ",");
        if (Peek() != ")") throw Unexpected(Peek(), "',' or ')'");
        next++;
        return values;
    }

    private string Identifier()
    {
        var token = Peek();
        if (token.Length == 0 || token is "," or "(" or ")" or "=" or "==" or "!=" or "!" or "<" or ">") throw Unexpected(token, "identifier");
        next++;
        return token;
    }

    private string Peek() => next < tokens.Count ? tokens[next] : "";

    private static ApiException Unexpected(string found, string expected) =>
        ApiErrors.BadRequest($"unable to parse requirement: found '{found}', expected: {expected}");

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            if (char.IsWhiteSpace(text[at])) at++;
            else if (text[at] is ',' or '(' or ')' or '<' or '>') tokens.Add(text[at++].ToString());
            else if (text[at] is '=' or '!')
            {
                at += at + 1 < text.Length && text[at + 1] == '=' ? 2 : 1;
                tokens.Add(text[start..at]);
            }
            else
            {
                while (at < text.Length && !char.IsWhiteSpace(text[at]) && !",()<>=!".Contains(text[at], StringComparison.Ordinal)) at++;
                tokens.Add(text[start..at]);
            }
        }
        return tokens;
    }
}
