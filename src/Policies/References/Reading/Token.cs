namespace NetpolOrleans.Policies.References.Reading;

/// <summary>A piece of a text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it starts; of a line, where its content starts.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Indent">Of a line: the column of its content. Of a URL: where its hosts start.</param>
/// <param name="Item">Of a line: the column of the list marker in front of the content, or -1.</param>
/// <param name="IsWhole">Of a word: quotes enclose it, or it stands right behind its key, so that it is the whole value.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, int Indent = 0, int Item = -1, bool IsWhole = false)
{
    /// <summary>Whether a value ends in front of the token.</summary>
    public bool EndsValue => Kind is not (TokenKind.Word or TokenKind.Url);
}
