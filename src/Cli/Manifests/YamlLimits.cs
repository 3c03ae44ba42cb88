namespace NetpolOrleans.Cli.Manifests;

/// <summary>What a document may be at most, so that an alias bomb or a deep nest ends with a message.</summary>
internal static class YamlLimits
{
    /// <summary>How deep maps and lists may nest.</summary>
    public const int MaxDepth = 100;

    /// <summary>How many nodes aliases and merge keys may copy into one document.</summary>
    public const int MaxCopiedNodes = 1_000_000;
}
