using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.FieldManagement;

/// <summary>One entry of metadata.managedFields: who holds which fields, and by which kind of write.</summary>
internal sealed record ManagedEntry(string Manager, string Operation, string ApiVersion, string? Subresource, string? Time, FieldSet Fields)
{
    /// <summary>This write made the entry; within a second it comes last.</summary>
    public bool IsFresh { get; init; }

    public const string Apply = "Apply";
    public const string Update = "Update";

    /// <summary>Appliers keep their entry across versions.</summary>
    public bool IsSameManager(ManagedEntry other) =>
        Manager == other.Manager && Operation == other.Operation && Subresource == other.Subresource && (Operation == Apply || ApiVersion == other.ApiVersion);

    /// <summary>As conflicts name it.</summary>
    public string Title
    {
        get
        {
            var title = $"\"{Manager}\"";
            if (Subresource is { Length: > 0 }) title += $" with subresource \"{Subresource}\"";
            return Operation == Update ? $"{title} using {ApiVersion}" : title;
        }
    }

    public static List<ManagedEntry> Read(JsonObject? metadata) => [.. metadata.Objects("managedFields").Where(entry => entry.Text("manager") is not null || entry.Text("operation") is not null)
        .Select(entry => new ManagedEntry(entry.Text("manager") ?? "", entry.Text("operation") ?? "", entry.Text("apiVersion") ?? "", entry.Text("subresource"), entry.Text("time"), FieldSet.Parse(entry.Object("fieldsV1") ?? [])))];

    public static void Write(JsonObject metadata, IEnumerable<ManagedEntry> entries)
    {
        var sorted = entries.Where(entry => !entry.Fields.IsEmpty)
            .OrderBy(entry => entry.Operation, StringComparer.Ordinal).ThenBy(entry => entry.Time, StringComparer.Ordinal).ThenBy(entry => entry.IsFresh).ThenBy(entry => entry.Manager, StringComparer.Ordinal)
            .ThenBy(entry => entry.ApiVersion, StringComparer.Ordinal).ThenBy(entry => entry.Subresource, StringComparer.Ordinal).Select(entry => entry.ToJson()).ToArray();
        metadata.Remove("managedFields");
        if (sorted.Length > 0) metadata["managedFields"] = new JsonArray(sorted);
    }

    private JsonObject ToJson()
    {
        var entry = new JsonObject { ["manager"] = Manager, ["operation"] = Operation, ["apiVersion"] = ApiVersion };
        if (Time is not null) entry["time"] = Time;
        entry["fieldsType"] = "FieldsV1";
        entry["fieldsV1"] = Fields.ToJson();
        if (Subresource is { Length: > 0 }) entry["subresource"] = Subresource;
        return entry;
    }
}
