namespace NetpolOrleans.Policies.References.Reading;

/// <summary>
/// Splits any text into tokens, in one pass: YAML, JSON, TOML, INI, properties, XML, nginx-like and shell texts all fall apart
/// at the same few characters, so no format has to be recognised. What looks ahead does so over a bounded length.
/// </summary>
internal ref struct Tokenizer(string text, TextKind kind)
{
    private int position;
    private int lineStart;
    private bool atLineStart = kind is not TextKind.Arguments;
    private bool quoted;
    private bool unclosedComment;

    /// <summary>The next token; <see cref="TokenKind.End"/> for ever at the end.</summary>
    public Token Next()
    {
        while (true)
        {
            Effort.Spend(1);
            if (atLineStart && Line() is { } line) return line;
            if (position >= text.Length) return new(TokenKind.End, text.Length, text.Length);
            switch (text[position])
            {
                case '\n':
                    position++;
                    atLineStart = true;
                    break;
                case ' ' or '\t' or '\r' or '\v' or '\f' or '\0':
                    position++;
                    if (position < text.Length && !quoted && Comments.IsTrailing(text.AsSpan(position), kind)) position = EndOfLine();
                    break;
                case '"':
                    quoted = !quoted;
                    position++;
                    break;
                case '\\' when position + 1 < text.Length && text[position + 1] is '"' or '\'' or '\n':
                    position += text[position + 1] == '\n' ? 2 : 1; // an escaped quote, or a continued line
                    break;
                case '\'' or '`' or '=' or '>':
                    position++;
                    break;
                case '{':
                    return Single(TokenKind.Open);
                case '}':
                    return Single(TokenKind.Close);
                case ',' or ']' or '(':
                    return Single(TokenKind.Comma);
                case '[' when BracketedAddress.Length(text, position) == 0:
                    return Single(TokenKind.Comma);
                case ';' or '|' or '&' or ')':
                    return Single(TokenKind.Break);
                case '<':
                    if (Tag() is { } tag) return tag;
                    break;
                default:
                    return Word();
            }
        }
    }

    private Token Single(TokenKind of) => new(of, position, ++position);

    /// <summary>The line's token, or null where nothing but comments is left of the text or of the line.</summary>
    private Token? Line()
    {
        atLineStart = false;
        quoted = false;
        lineStart = position;
        while (position < text.Length && text[position] is ' ' or '\t') position++;
        Effort.Spend(position - lineStart);
        if (position >= text.Length) return null;
        var rest = text.AsSpan(position);
        if (kind is TextKind.File && SkipComment(rest)) return null;
        if (Comments.IsLine(rest, kind))
        {
            position = EndOfLine();
            return null;
        }
        if (Sections.Begins(rest) && position == lineStart)
        {
            position = EndOfLine();
            return new(TokenKind.Section, lineStart, position);
        }
        if (kind is TextKind.File && position == lineStart && SiteHeadings.Length(rest) is var heading and > 0)
        {
            position += heading;
            return new(TokenKind.Line, position, position, 0, -1);
        }
        var item = -1;
        while (position < text.Length && text[position] == '-' && (position + 1 >= text.Length || char.IsWhiteSpace(text[position + 1])))
        {
            if (item < 0) item = position - lineStart;
            position++;
            while (position < text.Length && text[position] is ' ' or '\t') position++;
        }
        Effort.Spend(position - lineStart);
        return new(TokenKind.Line, position, position, position - lineStart, item);
    }

    private bool SkipComment(ReadOnlySpan<char> rest)
    {
        if (unclosedComment || Comments.Closing(rest) is not { } closing) return false;
        var end = text.IndexOf(closing, position, StringComparison.Ordinal);
        Effort.Spend((end < 0 ? text.Length : end) - position);
        unclosedComment = end < 0; // one search to the end of the text is enough
        position = end < 0 ? EndOfLine() : end + closing.Length;
        return true;
    }

    private readonly int EndOfLine()
    {
        var end = text.IndexOf('\n', position) is var found and >= 0 ? found : text.Length;
        Effort.Spend(end - position);
        return end;
    }

    /// <summary>An XML element: its name is a key where the value follows at once.</summary>
    private Token? Tag()
    {
        var start = ++position;
        if (kind is not TextKind.File || start >= text.Length) return null;
        if (SkipComment(text.AsSpan(--position))) return null;
        position++;
        var closes = text[position] is '/' or '?' or '!';
        if (!closes && !char.IsAsciiLetter(text[position])) return null;
        if (closes) position++;
        while (position < text.Length && !Characters.Delimiters.Contains(text[position])) position++;
        Effort.Spend(position - start);
        return !closes && position < text.Length && text[position] == '>'
            ? new(TokenKind.Key, start, position)
            : new(TokenKind.Break, start, position);
    }

    private Token Word()
    {
        var start = position;
        if (text[position] == '[') position += BracketedAddress.Length(text, position);
        while (position < text.Length && !Characters.Delimiters.Contains(text[position]))
        {
            var c = text[position];
            if (c == ':' && Scheme(start) is var scheme and >= 0) return Url(scheme);
            if (c == '\\' && position + 1 < text.Length && text[position + 1] is '"' or '\'' && position > start) break;
            position += c == '$' ? OpaqueVariable.Length(text, position) : 1;
        }
        Effort.Spend(position - start);
        return Classify(start, position);
    }

    /// <summary>Where the scheme of <c>scheme://</c> starts, or -1 where there is none at the colon.</summary>
    private readonly int Scheme(int wordStart)
    {
        if (position + 2 >= text.Length || text[position + 1] != '/' || text[position + 2] != '/') return -1;
        var start = position;
        while (start > wordStart && Characters.IsScheme(text[start - 1])) start--;
        Effort.Spend(position - start);
        while (start < position && !char.IsAsciiLetter(text[start])) start++;
        return start < position ? start : -1;
    }

    private Token Url(int scheme)
    {
        var authority = position + 3;
        var hosts = new Authority(text, authority);
        while (hosts.MoveNext())
        {
        }
        position = hosts.End;
        Effort.Spend(position - scheme);
        // Only name resolvers have a host behind three slashes: dns:///cart:8080.
        if (position == authority && position < text.Length && text[position] == '/' && Schemes.IsResolver(text.AsSpan(scheme, authority - 3 - scheme)))
            position++;
        return new(TokenKind.Url, scheme, position, authority);
    }

    private Token Classify(int start, int end)
    {
        var colon = end;
        while (colon > start && text[colon - 1] == ':') colon--;
        Effort.Spend(end - colon);
        var isKey = colon < end && colon > start;
        var separator = isKey ? 0 : KeySeparator.Length(text, start, end);
        position = end + separator;
        if (isKey || separator > 0) return new(TokenKind.Key, KeySeparator.SkipDashes(text, start, colon), colon);
        if (KeySeparator.IsFlag(text.AsSpan(start, end - start))) return new(TokenKind.Flag, start, end);
        return new(TokenKind.Word, start, end, IsWhole: start > 0 && (text[start - 1] == '='
            || (end < text.Length && text[end] == text[start - 1] && text[end] is '"' or '\'' or '`')));
    }
}
