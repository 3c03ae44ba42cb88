namespace NetpolOrleans.Policies.References.Reading;

/// <summary>How a text is read.</summary>
internal enum TextKind
{
    /// <summary>A variable's value: it may hold a file, but no commands.</summary>
    Value,

    /// <summary>An element of <c>command</c> or <c>args</c>: words of a command line, or a script.</summary>
    Arguments,

    /// <summary>A mounted file in any of the usual formats.</summary>
    File,

    /// <summary>A mounted file that is a script.</summary>
    Script,
}
