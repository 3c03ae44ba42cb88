using System.Reflection;
using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;

namespace LocalKubernetes.Security.Rbac;

/// <summary>The roles and bindings that every cluster has from the start, from the table in this assembly.</summary>
internal static class BootstrapPolicy
{
    private const string Group = "rbac.authorization.k8s.io";

    private static readonly Lazy<List<(ResourceKind Kind, string Scope, JsonObject Object)>> Table = new(Read);

    public static void Fill(ObjectRegistry registry)
    {
        foreach (var (kind, scope, obj) in Table.Value) registry.Create(kind, scope, obj.Copy(), new WriteOptions { Manager = "kube-apiserver" });
    }

    private static List<(ResourceKind, string, JsonObject)> Read()
    {
        using var text = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("bootstrap.rbac")!);
        var objects = new List<(ResourceKind Kind, string Scope, JsonObject Object)>();
        while (text.ReadLine() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || line.StartsWith('#')) continue;
            if (line.StartsWith(' ')) objects[^1].Object.Array("rules")!.Add(Rule(words));
            else objects.Add(Named(words));
        }
        return objects;
    }

    private static (ResourceKind, string, JsonObject) Named(string[] words)
    {
        var (scope, name) = words[1].Split('/') is [var space, var local] ? (space, local) : ("", words[1]);
        var labels = new JsonObject { ["kubernetes.io/bootstrapping"] = "rbac-defaults" };
        var obj = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels, ["annotations"] = new JsonObject { ["rbac.authorization.kubernetes.io/autoupdate"] = "true" } },
        };
        if (words[0] == "binding")
        {
            var role = words[2].Split(':', 2);
            obj["roleRef"] = new JsonObject { ["apiGroup"] = Group, ["kind"] = role[0], ["name"] = role[1] };
            if (words.Length > 3) obj["subjects"] = new JsonArray([.. words[3..].Select(Subject)]);
            return (scope.Length == 0 ? Kinds.ClusterRoleBindings : Kinds.RoleBindings, scope, obj);
        }
        foreach (var pair in words[2..].Where(word => word.StartsWith("aggregate", StringComparison.Ordinal)).Select(word => word.Split('='))) labels[$"{Group}/{pair[0]}"] = pair[1];
        var sources = words[2..].Where(word => word.StartsWith("from=", StringComparison.Ordinal)).ToList();
        if (sources.Count > 0)
            obj["aggregationRule"] = new JsonObject { ["clusterRoleSelectors"] = new JsonArray([.. sources.Select(word => new JsonObject { ["matchLabels"] = new JsonObject { [$"{Group}/{word[5..]}"] = "true" } })]) };
        obj["rules"] = new JsonArray();
        return (scope.Length == 0 ? Kinds.ClusterRoles : Kinds.Roles, scope, obj);
    }

    private static JsonObject Rule(string[] words)
    {
        var rule = new JsonObject { ["verbs"] = words[0].Split(',').ToJsonArray() };
        if (words[1] == "nonresource")
        {
            rule["nonResourceURLs"] = words[2].Split(',').ToJsonArray();
            return rule;
        }
        rule["apiGroups"] = words[1].Split(',').Select(group => group == "core" ? "" : group).ToJsonArray();
        rule["resources"] = words[2].Split(',').ToJsonArray();
        if (words.Length > 3) rule["resourceNames"] = words[3][6..].Split(',').ToJsonArray();
        return rule;
    }

    private static JsonObject Subject(string word)
    {
        var (kind, name) = word.Split(':', 2) is [var first, var rest] ? (first, rest) : ("User", word);
        if (kind != "ServiceAccount") return new JsonObject { ["kind"] = kind, ["apiGroup"] = Group, ["name"] = name };
        return new JsonObject { ["kind"] = kind, ["namespace"] = name.Split('/')[0], ["name"] = name.Split('/')[1] };
    }
}
