using System.Text.Json;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Watching;

/// <summary>What lingers for a workload, as the text of an annotation on its policy: a crash must not forget it.</summary>
internal static class LingeringNote
{
    private const int LongestText = 64 * 1024;

    /// <summary>The annotation's text; null where nothing lingers.</summary>
    public static string? Write(ValueList<Reference> references)
    {
        if (references.IsEmpty) return null;
        var text = JsonSerializer.Serialize(references);
        return text.Length <= LongestText ? text : null;
    }

    /// <summary>What the text says; nothing where somebody has spoilt it.</summary>
    public static ValueList<Reference> Read(string? text)
    {
        if (text is null || text.Length > LongestText) return [];
        try
        {
            return JsonSerializer.Deserialize<ValueList<Reference>>(text) is { } references && references.All(IsWhole) ? references : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool IsWhole(Reference reference) =>
        reference is { Candidates.IsEmpty: false, Evidence.Text: not null } && reference.Candidates.All(target => target is { Name: { Namespace: not null, Name: not null } });
}
