namespace NetpolOrleans.Policies.References.Reading;

/// <summary>Tells scripts from other files.</summary>
internal static class Scripts
{
    /// <summary>Whether the file names its interpreter.</summary>
    public static bool IsScript(string text) => text.StartsWith("#!", StringComparison.Ordinal);
}
