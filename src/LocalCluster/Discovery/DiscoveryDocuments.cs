using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;

namespace LocalKubernetes.Discovery;

/// <summary>Which groups, versions and resources are served, in the legacy and in the aggregated form.</summary>
internal sealed class DiscoveryDocuments(KindTable kinds)
{
    private static readonly string[] PartVerbs = ["get", "patch", "update"];

    private static readonly string[] FixedPaths = ["/api", "/api/v1", "/apis", "/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version"];

    public static JsonObject Version() => new()
    {
        ["major"] = "1",
        ["minor"] = "36",
        ["gitVersion"] = "v1.36.0-local",
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "2026-01-01T00:00:00Z",
        ["goVersion"] = "",
        ["compiler"] = "",
        ["platform"] = "local/any",
    };

    public static JsonObject CoreVersions(string host) => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = host }),
    };

    public JsonObject Groups() => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. Versions().Where(each => each.Key.Length > 0).Select(each => GroupOf(each.Key, each.Value))]),
    };

    public JsonObject? Group(string group)
    {
        if (group.Length == 0 || !Versions().TryGetValue(group, out var versions)) return null;
        var document = GroupOf(group, versions);
        document.Insert(0, "kind", "APIGroup");
        document.Insert(1, "apiVersion", "v1");
        return document;
    }

    public JsonObject? Resources(string group, string version)
    {
        var served = kinds.All.Where(kind => kind.Group == group && kind.Version == version).ToList();
        return served.Count == 0 ? null : new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = served[0].ApiVersion,
            ["resources"] = new JsonArray([.. served[0].IsCustom ? served.SelectMany(LegacyResources) : served.SelectMany(LegacyResources).OrderBy(each => each.Text("name"), StringComparer.Ordinal)]),
        };
    }

    public JsonObject Paths() => new()
    {
        ["paths"] = FixedPaths
            .Concat(kinds.All.Where(kind => kind.Group.Length > 0).Select(kind => $"/apis/{kind.ApiVersion}")).Distinct().ToJsonArray(),
    };

    public JsonObject Aggregated(bool core, string accepted)
    {
        var version = accepted.Contains("v=v2beta1", StringComparison.Ordinal) ? "v2beta1" : "v2";
        var groups = Versions().Where(each => each.Key.Length == 0 == core);
        return new JsonObject
        {
            ["kind"] = "APIGroupDiscoveryList",
            ["apiVersion"] = $"apidiscovery.k8s.io/{version}",
            ["metadata"] = new JsonObject(),
            ["items"] = new JsonArray([.. groups.Select(each => new JsonObject
            {
                ["metadata"] = each.Key.Length == 0 ? new JsonObject() : new JsonObject { ["name"] = each.Key },
                ["versions"] = new JsonArray([.. each.Value.Select(one => AggregatedVersion(each.Key, one))]),
            })]),
        };
    }

    private JsonObject AggregatedVersion(string group, string version) => new()
    {
        ["version"] = version,
        ["freshness"] = "Current",
        ["resources"] = new JsonArray([.. kinds.All.Where(kind => kind.Group == group && kind.Version == version).Select(AggregatedResource)]),
    };

    private static JsonObject AggregatedResource(ResourceKind kind)
    {
        var resource = new JsonObject
        {
            ["resource"] = kind.Plural,
            ["responseKind"] = KindOf(kind.Group, kind.Version, kind.Kind),
            ["scope"] = kind.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = kind.Singular,
            ["verbs"] = kind.Verbs.ToJsonArray(),
        };
        if (kind.ShortNames.Length > 0) resource["shortNames"] = kind.ShortNames.ToJsonArray();
        if (kind.Categories.Length > 0) resource["categories"] = kind.Categories.ToJsonArray();
        var parts = new JsonArray();
        if (kind.HasStatus) parts.Add(new JsonObject { ["subresource"] = "status", ["responseKind"] = KindOf(kind.Group, kind.Version, kind.Kind), ["verbs"] = PartVerbs.ToJsonArray() });
        if (kind.HasScale) parts.Add(new JsonObject { ["subresource"] = "scale", ["responseKind"] = KindOf("autoscaling", "v1", "Scale"), ["verbs"] = PartVerbs.ToJsonArray() });
        if (kind == Kinds.Pods) parts.Add(new JsonObject { ["subresource"] = "eviction", ["responseKind"] = KindOf("policy", "v1", "Eviction"), ["verbs"] = new JsonArray("create") });
        if (kind == Kinds.ServiceAccounts) parts.Add(new JsonObject { ["subresource"] = "token", ["responseKind"] = KindOf("authentication.k8s.io", "v1", "TokenRequest"), ["verbs"] = new JsonArray("create") });
        if (parts.Count > 0) resource["subresources"] = parts;
        return resource;
    }

    private static IEnumerable<JsonObject> LegacyResources(ResourceKind kind)
    {
        var resource = Legacy(kind, kind.Plural, kind.Kind, kind.Verbs);
        if (kind.ShortNames.Length > 0) resource["shortNames"] = kind.ShortNames.ToJsonArray();
        if (kind.Categories.Length > 0) resource["categories"] = kind.Categories.ToJsonArray();
        yield return resource;
        if (kind.HasStatus) yield return Legacy(kind, kind.Plural + "/status", kind.Kind, PartVerbs);
        if (kind == Kinds.ServiceAccounts)
        {
            var token = Legacy(kind, kind.Plural + "/token", "TokenRequest", ["create"]);
            (token["group"], token["version"]) = ("authentication.k8s.io", "v1");
            yield return token;
        }
        if (kind.HasScale)
        {
            var scale = Legacy(kind, kind.Plural + "/scale", "Scale", PartVerbs);
            (scale["group"], scale["version"]) = ("autoscaling", "v1");
            yield return scale;
        }
    }

    private static JsonObject Legacy(ResourceKind kind, string name, string kindName, string[] verbs) => new()
    {
        ["name"] = name,
        ["singularName"] = name == kind.Plural ? kind.Singular : "",
        ["namespaced"] = kind.Namespaced,
        ["kind"] = kindName,
        ["verbs"] = verbs.ToJsonArray(),
    };

    private static JsonObject KindOf(string group, string version, string kind) => new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private static JsonObject GroupOf(string group, List<string> versions) => new()
    {
        ["name"] = group,
        ["versions"] = new JsonArray([.. versions.Select(version => VersionOf(group, version))]),
        ["preferredVersion"] = VersionOf(group, versions[0]),
    };

    private static JsonObject VersionOf(string group, string version) => new() { ["groupVersion"] = $"{group}/{version}", ["version"] = version };

    private Dictionary<string, List<string>> Versions() =>
        kinds.All.GroupBy(kind => kind.Group).ToDictionary(group => group.Key, group => group.Select(kind => kind.Version).Distinct().ToList());
}
