using System.Text.Json.Nodes;
using LocalKubernetes.Admission;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.CustomResources;

/// <summary>Defaults, validation and status of CustomResourceDefinitions. Their names are accepted and established at once.</summary>
internal static class DefinitionRules
{
    public static KindRules Rules { get; } = new() { Default = Default, Validate = Validate };

    private static void Default(JsonObject definition)
    {
        var now = definition.Metadata().Text("creationTimestamp") ?? "";
        var spec = definition.Ensure("spec");
        var names = spec.Ensure("names");
        var kind = names.Text("kind") ?? "";
        names.Default("singular", kind.ToLowerInvariant());
        names.Default("listKind", kind + "List");
        spec.Ensure("conversion").Default("strategy", "None");
        var status = definition.Ensure("status");
        status["acceptedNames"] = names.Copy();
        var stored = status.Texts("storedVersions").ToList();
        var storage = spec.Objects("versions").FirstOrDefault(version => version.Flag("storage")).Text("name");
        if (storage is not null && !stored.Contains(storage)) stored.Add(storage);
        status["storedVersions"] = stored.ToJsonArray();
        status.Default("conditions", new JsonArray(
            Condition("NamesAccepted", "NoConflicts", "no conflicts found", now),
            Condition("Established", "InitialNamesAccepted", "the initial names have been accepted", now)));
    }

    private static void Validate(JsonObject definition, FieldErrors errors)
    {
        var spec = definition.Object("spec");
        var names = spec.Object("names");
        var wanted = $"{names.Text("plural")}.{spec.Text("group")}";
        if (definition.Name() != wanted) errors.Invalid("metadata.name", definition.Name(), "must be spec.names.plural+\".\"+spec.group");
        if (string.IsNullOrEmpty(spec.Text("group"))) errors.Required("spec.group");
        if (spec.Text("scope") is not ("Cluster" or "Namespaced")) errors.NotSupported("spec.scope", spec?["scope"]?.DeepClone() ?? "", "Cluster", "Namespaced");
        var versions = spec.Objects("versions").ToList();
        if (versions.Count(version => version.Flag("storage")) != 1) errors.Invalid("spec.versions", new JsonArray([.. versions.Select(version => version.DeepClone())]), "must have exactly one version marked as storage version");
        for (var index = 0; index < versions.Count; index++)
        {
            var path = $"spec.versions[{index}]";
            if (versions[index].Object("schema").Object("openAPIV3Schema") is not { } schema) errors.Required($"{path}.schema.openAPIV3Schema", "schemas are required");
            else if (schema.Text("type") != "object") errors.Invalid($"{path}.schema.openAPIV3Schema.type", schema.Text("type") ?? "", "must be object");
        }
        if (string.IsNullOrEmpty(names.Text("plural"))) errors.Required("spec.names.plural");
        if (string.IsNullOrEmpty(names.Text("kind"))) errors.Required("spec.names.kind");
    }

    private static JsonObject Condition(string type, string reason, string message, string now) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["lastTransitionTime"] = now,
        ["reason"] = reason,
        ["message"] = message,
    };
}
