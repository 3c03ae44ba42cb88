using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Tables;

/// <summary>An object as a row sees it: its fields, and the time against which ages are told.</summary>
internal readonly record struct Row(JsonObject Object, DateTimeOffset Now)
{
    public string Name => Object.Name();

    public JsonObject? Spec => Object.Object("spec");

    public JsonObject? Status => Object.Object("status");

    public bool IsDeleting => Object.IsDeleting();

    public string Age() => Since(Object.Object("metadata").Text("creationTimestamp"));

    /// <summary>The time since a timestamp in words such as "5m20s".</summary>
    public string Since(string? timestamp) => Meta.Instant(timestamp) is { } instant ? HumanDuration.Of(Now - instant) : "<unknown>";

    public bool Has(string condition) => Status.Objects("conditions").Any(each => each.Text("type") == condition && each.Text("status") == "True");
}
