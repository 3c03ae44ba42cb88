using System.Text.Json;
using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.FieldManagement;

/// <summary>The 409 of an apply, with a cause per field.</summary>
internal static class ApplyConflicts
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    public static ApiException Of(List<(string Title, IReadOnlyList<string> Path)> conflicts) => ApiErrors.Of(409, "Conflict", Message(conflicts), new JsonObject
    {
        ["causes"] = new JsonArray([.. conflicts.Select(each => new JsonObject
        {
            ["reason"] = "FieldManagerConflict",
            ["message"] = $"conflict with {each.Title}",
            ["field"] = PathElements.Show(each.Path),
        })]),
    });

    /// <summary>kubectl takes over without conflict what its client-side apply set and nobody changed since.</summary>
    public static List<(string Title, IReadOnlyList<string> Path)> NotLastApplied(List<(string Title, IReadOnlyList<string> Path)> conflicts, JsonObject live, FieldWrite write)
    {
        if (conflicts.Count == 0 || live.Annotation(LastApplied) is not { } text || Parse(text) is not { } applied) return conflicts;
        var changes = FieldComparison.Between(applied, live, write.Schema);
        var own = FieldCollector.Of(applied, write.Schema).Except(changes.Added).Except(changes.Modified).Except(changes.Removed);
        var mine = own.Paths().Select(PathElements.Show).ToHashSet();
        return [.. conflicts.Where(each => !mine.Contains(PathElements.Show(each.Path)))];
    }

    private static string Message(List<(string Title, IReadOnlyList<string> Path)> conflicts)
    {
        if (conflicts is [var only]) return $"Apply failed with 1 conflict: conflict with {only.Title}: {PathElements.Show(only.Path)}";
        var lines = conflicts.GroupBy(each => each.Title).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => group.Select(each => $"- {PathElements.Show(each.Path)}").Prepend($"conflicts with {group.Key}:"));
        return $"Apply failed with {conflicts.Count} conflicts: {string.Join('\n', lines)}";
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
