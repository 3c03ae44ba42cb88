namespace NetpolOrleans.Policies.References.Reading;

/// <summary>What a text falls apart into.</summary>
internal enum TokenKind
{
    /// <summary>Nothing follows.</summary>
    End,

    /// <summary>A line begins that is no comment.</summary>
    Line,

    /// <summary>A section or document of its own begins: <c>[redis]</c>, <c>---</c>.</summary>
    Section,

    /// <summary>A word that is a value, or part of one.</summary>
    Word,

    /// <summary>A word that names what follows: <c>host=</c>, <c>"host":</c>, <c>--host=</c>, <c>&lt;host&gt;</c>.</summary>
    Key,

    /// <summary>An option without <c>=</c>, whose value may be the next word.</summary>
    Flag,

    /// <summary>Scheme and hosts of a URL; its path follows as words.</summary>
    Url,

    /// <summary>Separates or surrounds the elements of a list.</summary>
    Comma,

    /// <summary>Ends a statement.</summary>
    Break,

    /// <summary>An opening brace.</summary>
    Open,

    /// <summary>A closing brace.</summary>
    Close,
}
