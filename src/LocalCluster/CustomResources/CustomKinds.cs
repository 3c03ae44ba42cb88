using System.Text.Json.Nodes;
using LocalKubernetes.Admission;
using LocalKubernetes.Api;
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
                },
            },
            StoredAs = stored is null ? null : new VersionView(stored, obj => Versioned(obj, $"{group}/{name}"), obj => Versioned(obj, stored.ApiVersion)),
        };
    }

    private static JsonObject Versioned(JsonObject obj, string apiVersion)
    {
        obj["apiVersion"] = apiVersion;
        return obj;
    }
}
