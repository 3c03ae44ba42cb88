using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalKubernetes.Json;

/// <summary>ObjectMeta's fields as they are read and written on wire objects.</summary>
internal static class Meta
{
    private const string Rfc3339 = "yyyy-MM-ddTHH:mm:ssZ";

    public static JsonObject Metadata(this JsonObject obj) => obj.Ensure("metadata");

    public static string Name(this JsonObject obj) => obj.Object("metadata").Text("name") ?? "";

    public static string Namespace(this JsonObject obj) => obj.Object("metadata").Text("namespace") ?? "";

    public static string Uid(this JsonObject obj) => obj.Object("metadata").Text("uid") ?? "";

    public static bool IsDeleting(this JsonObject obj) => obj.Object("metadata")?["deletionTimestamp"] is not null;

    public static Dictionary<string, string> Labels(this JsonObject obj) => obj.Object("metadata").TextMap("labels");

    public static string? Annotation(this JsonObject obj, string name) => obj.At("metadata", "annotations").Text(name);

    public static void Annotate(this JsonObject obj, string name, string value) => obj.Metadata().Ensure("annotations")[name] = value;

    public static JsonObject? ControllerOf(this JsonObject obj) =>
        obj.Object("metadata").Objects("ownerReferences").FirstOrDefault(owner => owner.Flag("controller"));

    public static string Timestamp(DateTimeOffset instant) => instant.UtcDateTime.ToString(Rfc3339, CultureInfo.InvariantCulture);

    public static string MicroTimestamp(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Instant(string? timestamp) =>
        DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    public static JsonObject OwnerReference(JsonObject owner) => new()
    {
        ["apiVersion"] = owner.Text("apiVersion"),
        ["kind"] = owner.Text("kind"),
        ["name"] = owner.Name(),
        ["uid"] = owner.Uid(),
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };
}
