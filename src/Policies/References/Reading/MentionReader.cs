using NetpolOrleans.Policies.References.Fields;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References.Reading;

/// <summary>Finds the hosts that texts mention: follows fields, blocks and commands from token to token.</summary>
internal sealed class MentionReader
{
    private readonly ValueList<string> hostTokens;
    private readonly IReadOnlySet<string> localNames;
    private readonly Blocks blocks;
    private readonly CommandLine command;
    private readonly WordReader words;
    private CurrentField outer;
    private CurrentField option;
    private CurrentField field;
    private TextKind kind;
    private bool followsDirective;
    private bool isServed;
    private ReadOnlyMemory<char> named;
    private string text = "";

    /// <param name="collector">Takes what is found.</param>
    /// <param name="pairing">Finds the ports of hosts.</param>
    /// <param name="options">The host-like tokens.</param>
    /// <param name="localNames">Names that a file defines for itself, such as an nginx <c>upstream</c>.</param>
    public MentionReader(ReferenceCollector collector, PortPairing pairing, ReferenceOptions options, IReadOnlySet<string> localNames)
    {
        hostTokens = options.HostTokens;
        this.localNames = localNames;
        blocks = new(() => new FieldGroup(collector, pairing));
        command = new(collector);
        words = new(collector, command, options.ServerTokens);
    }

    /// <summary>Reads a variable's value.</summary>
    public void ReadValue(string value, string variable, FieldGroup variables, Origin origin)
    {
        var of = CurrentField.Of(variable.AsMemory(), variables, hostTokens);
        if (of.IsNeverCalled) return;
        Read(value, TextKind.Value, origin, of, null);
    }

    /// <summary>Reads the words of a command line; options and commands go on from one element to the next.</summary>
    public void ReadArguments(IEnumerable<string> elements, FieldGroup options, Origin origin)
    {
        foreach (var element in elements) Read(element, TextKind.Arguments, origin, CurrentField.None(options), options);
    }

    /// <summary>The command line ends.</summary>
    public void FinishArguments()
    {
        command.End();
        option = default;
    }

    /// <summary>Reads a file.</summary>
    public void ReadFile(string content, Origin origin)
    {
        Read(content, Scripts.IsScript(content) ? TextKind.Script : TextKind.File, origin, default, null);
        FinishArguments();
    }

    private void Read(string content, TextKind of, Origin origin, CurrentField outerField, FieldGroup? group)
    {
        text = content;
        named = default;
        isServed = false;
        kind = of;
        outer = outerField;
        blocks.Start(outer, group);
        field = option.Group is null ? Parent() : option;
        words.Start(content, of, origin);
        var tokenizer = new Tokenizer(content, of);
        var last = new Token(TokenKind.Line, 0, 0);
        var token = tokenizer.Next();
        while (token.Kind != TokenKind.End)
        {
            var next = tokenizer.Next();
            Take(token, last, next);
            last = token;
            token = next;
        }
        if (of != TextKind.Arguments || content.Contains('\n')) FinishArguments();
        blocks.Finish(keepGroup: group is not null);
    }

    private void Take(Token token, Token last, Token next)
    {
        isServed = IsServed(token, last, next);
        if (isServed) return;
        switch (token.Kind)
        {
            case TokenKind.Line:
                EndStatement();
                blocks.Line(token.Indent, token.Item);
                if (!(blocks.InBraces && last.Kind == TokenKind.Comma)) field = Parent();
                break;
            case TokenKind.Section:
                EndStatement();
                blocks.Section();
                field = Parent();
                break;
            case TokenKind.Key:
                option = default;
                if (kind is TextKind.File && HasPort(Slice(token).Span)) words.Word(token, Parent(), isWhole: false); // nodes: {"cart:80": 1}
                field = CurrentField.In(blocks.Parent, FieldNames.OfKey(text, token, named), blocks.Group, hostTokens);
                blocks.Begin(field);
                break;
            case TokenKind.Flag:
                command.Option(Slice(token).Span);
                if (kind is not TextKind.Value && Slice(token).Span is ['-', 'h', _, ..]) words.Glued(token.Start + 2, token.End);
                option = field = CurrentField.Of(FieldNames.OfOption(text, token), blocks.Group, hostTokens, isOption: true);
                break;
            case TokenKind.Open:
                blocks.Open(field);
                field = Parent();
                break;
            case TokenKind.Close:
                blocks.Close();
                field = Parent();
                break;
            case TokenKind.Break:
                EndStatement();
                if (kind is TextKind.Arguments or TextKind.Script && IsStatementEnd(token)) blocks.Group.Close();
                field = Parent();
                break;
            case TokenKind.Url:
                words.Url(token, field, localNames);
                option = default;
                break;
            case TokenKind.Word:
                Word(token, last, next);
                break;
        }
    }

    private void Word(Token token, Token last, Token next)
    {
        var isValue = last.EndsValue || followsDirective;
        followsDirective = false;
        if (!isValue && (field.IsOption || !field.Name.Equals(outer.Name))) field = Parent(); // the field's value was the word before
        if (kind is TextKind.File && last.Kind == TokenKind.Line && next.Kind == TokenKind.Word && Directives.Contains(Slice(token).Span))
        {
            field = CurrentField.Of(Slice(token), blocks.Group, hostTokens);
            followsDirective = true;
            return;
        }
        if (Slice(token).Span is "--")
        {
            EndStatement(); // wait-for-it db:5432 -- app
            return;
        }
        if (kind is not TextKind.Value && command.Begin(Slice(token).Span, last.Kind == TokenKind.Word ? Slice(last).Span : default)) return;
        var isWhole = isValue && (token.IsWhole || field.IsOption || (next.EndsValue && !IsCall(next)));
        isWhole |= kind is TextKind.Value && field.IsHostLike && FieldName.IsPlural(field.Name.Span) && field.Name.Equals(outer.Name);
        if (isWhole && FieldNames.IsName(field.Name.Span))
        {
            named = Slice(token);
            isWhole = false;
        }
        isWhole &= !field.Name.IsEmpty || kind is TextKind.Arguments; // a file without fields is prose or code
        words.Word(token, field, isWhole);
        option = default;
    }

    /// <summary>Whether the token belongs to a statement such as nginx' <c>server_name cart.shop.svc;</c>, which says what the server answers to.</summary>
    private bool IsServed(Token token, Token last, Token next) => token.Kind switch
    {
        TokenKind.Line or TokenKind.Section or TokenKind.Close => false,
        TokenKind.Break => isServed && text[token.Start] != ';',
        TokenKind.Word when kind is TextKind.File && !isServed =>
            last.Kind is TokenKind.Line or TokenKind.Open or TokenKind.Break or TokenKind.Close && !next.EndsValue && NeverCalled.IsDirective(Slice(token).Span),
        _ => isServed,
    };

    /// <summary>Whether a parenthesis makes a function of the word in front of it.</summary>
    private bool IsCall(Token next) => next.Kind == TokenKind.Comma && text[next.Start] == '(';

    private static bool HasPort(ReadOnlySpan<char> key) => key.LastIndexOf(':') is var colon and > 0 && PortNumber.Parse(key[(colon + 1)..]) is not null;

    private void EndStatement()
    {
        command.End();
        option = default;
    }

    /// <summary>A semicolon without a space behind it separates the parts of a connection string as well.</summary>
    private bool IsStatementEnd(Token token) =>
        text[token.Start] is '&' or '|' || (text[token.Start] == ';' && (token.End == text.Length || char.IsWhiteSpace(text[token.End])));

    private CurrentField Parent() => blocks.Parent.Group is null ? CurrentField.None(blocks.Group) : blocks.Parent;

    private ReadOnlyMemory<char> Slice(Token token) => text.AsMemory(token.Start..token.End);
}
