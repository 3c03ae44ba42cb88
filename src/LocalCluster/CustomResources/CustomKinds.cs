using System.Text.Json;
using System.Text.Json.Nodes;
using LocalKubernetes.Admission;
using LocalKubernetes.Api;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.CustomResources;

/// <summary>The kinds that a CustomResourceDefinition serves: one for each served version, all kept as the storage version.</summary>
internal static class CustomKinds
{
    public static IEnumerable<ResourceKind> Of(JsonObject definition)
    {
        var spec = definition.Object("spec");
        var versions = spec.Objects("versions").ToList();
        if (versions.Find(version => version.Flag("storage")) is not { } storage) return [];
        var stored = KindOf(spec!, storage, null);
        return [.. versions.Where(version => version.Flag("served")).OrderBy(version => version.Text("name"), VersionOrder.Instance)
            .Select(version => version == storage ? stored : KindOf(spec!, version, stored))];
    }

    private static ResourceKind KindOf(JsonObject spec, JsonObject version, ResourceKind? stored)
    {
        var (group, name, names) = (spec.Text("group")!, version.Text("name")!, spec.Object("names"));
        var (kind, schema, parts) = (names.Text("kind")!, version.Object("schema").Object("openAPIV3Schema"), version.Object("subresources"));
        return new ResourceKind(group, name, kind, names.Text("plural")!)
        {
            Singular = names.Text("singular") ?? kind.ToLowerInvariant(),
            ListKind = names.Text("listKind") ?? kind + "List",
            ShortNames = [.. names.Texts("shortNames")],
            Categories = [.. names.Texts("categories")],
            Namespaced = spec.Text("scope") == "Namespaced",
            HasStatus = parts.Object("status") is not null,
            HasScale = parts.Object("scale") is not null,
            Scale = parts.Object("scale") is { } scale ? ScalePaths.Of(scale) : ScalePaths.BuiltIn,
            HasGeneration = true,
            IsCustom = true,
            Schema = CustomSchema.TypeOf(kind, $"{group}/{name}/{kind}", schema),
            OpenApi = schema,
            Table = CustomTable.Of(version),
            Rules = new KindRules
            {
                Default = obj => SchemaDefaults.Fill(obj, schema),
                Validate = (obj, errors) =>
                {
                    if (schema is not null) new SchemaValidation(errors).Validate(obj, schema, "");
                    if (parts.Object("scale") is { } scaled) Scalable(obj, ScalePaths.Of(scaled), errors);
                },
            },
            StoredAs = stored is null ? null : new VersionView(stored, obj => Versioned(obj, $"{group}/{name}"), obj => Versioned(obj, stored.ApiVersion)),
        };
    }

    // Also what the scale subresource could not show is refused.
    private static void Scalable(JsonObject obj, ScalePaths scale, FieldErrors errors)
    {
        var path = $".{string.Join('.', scale.Replicas)}";
        if (obj.At(scale.Replicas) is { } replicas && (replicas.GetValueKind() != JsonValueKind.Number || !long.TryParse(replicas.ToJsonString(), out _)))
            errors.Invalid(path, 0, $"{path} accessor error: {replicas} is of the type {GoType(replicas)}, expected int64");
    }

    private static string GoType(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "float64",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Array => "[]interface {}",
        _ => "map[string]interface {}",
    };

    private static JsonObject Versioned(JsonObject obj, string apiVersion)
    {
        obj["apiVersion"] = apiVersion;
        return obj;
    }
}
