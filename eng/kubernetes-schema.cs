// Writes src/LocalCluster/Schemas/kubernetes.schema and kubernetes.docs: what the API's built-in types look like.
//   dotnet run eng/kubernetes-schema.cs -- <folder that holds k8s.io/api, k8s.io/apimachinery, …> <folder of the documents under /openapi/v3 of a cluster> <output folder>
// The Go types say names, protobuf numbers, pointers, list types and merge keys; the OpenAPI v3 documents say
// what is required, the enums and the descriptions.
#:property PublishAot=false
#:property NoWarn=CA1303;CA1307;CA1310;CA1861;SYSLIB1045;CS1591;CA1050;CA1305;CA1852;CA1812;CA2007;CA1866

using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

string[] packages =
[
    "api/core/v1", "api/apps/v1", "api/batch/v1", "api/networking/v1", "api/discovery/v1", "api/coordination/v1", "api/policy/v1", "api/rbac/v1",
    "api/autoscaling/v1", "api/autoscaling/v2", "api/authentication/v1", "api/authorization/v1", "api/events/v1", "api/storage/v1", "api/scheduling/v1", "api/node/v1",
    "api/admissionregistration/v1", "apimachinery/pkg/apis/meta/v1", "apiextensions-apiserver/pkg/apis/apiextensions/v1", "kube-aggregator/pkg/apis/apiregistration/v1",
];
string[] roots =
[
    "core.v1:Namespace Node Pod Service ConfigMap Secret ServiceAccount Event Endpoints ReplicationController PersistentVolumeClaim PersistentVolume ResourceQuota LimitRange PodTemplate Binding",
    "apps.v1:Deployment StatefulSet DaemonSet ReplicaSet ControllerRevision", "batch.v1:Job CronJob", "networking.v1:NetworkPolicy Ingress IngressClass",
    "discovery.v1:EndpointSlice", "coordination.v1:Lease", "policy.v1:PodDisruptionBudget Eviction", "rbac.v1:Role RoleBinding ClusterRole ClusterRoleBinding",
    "autoscaling.v1:HorizontalPodAutoscaler Scale", "autoscaling.v2:HorizontalPodAutoscaler", "authentication.v1:TokenRequest TokenReview SelfSubjectReview",
    "authorization.v1:SubjectAccessReview LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview", "events.v1:Event", "storage.v1:StorageClass",
    "scheduling.v1:PriorityClass", "node.v1:RuntimeClass", "admissionregistration.v1:ValidatingWebhookConfiguration MutatingWebhookConfiguration",
    "meta.v1:Status DeleteOptions", "apiextensions.v1:CustomResourceDefinition", "apiregistration.v1:APIService",
];

var types = new Dictionary<string, GoType>();
foreach (var package in packages)
    foreach (var file in Directory.GetFiles(Path.Combine(args[0], package), "*types*.go").Order())
        foreach (var type in GoType.In(file, package)) types.TryAdd(type.Name, type);
var definitions = new Dictionary<string, JsonNode?>();
foreach (var file in Directory.GetFiles(args[1], "*.json"))
    foreach (var (name, definition) in JsonNode.Parse(File.ReadAllText(file))!["components"]?["schemas"]?.AsObject() ?? []) definitions.TryAdd(name, definition);
var schema = new StringBuilder("# Kubernetes' built-in types, written by eng/kubernetes-schema.cs from the project's Go types and OpenAPI documents (Apache License 2.0).\n");
var docs = new StringBuilder();
var pending = new Queue<string>(roots.SelectMany(root => root.Split(':')[1].Split(' ').Select(name => $"{root.Split(':')[0]}.{name}")));
var seen = new HashSet<string>(pending);
while (pending.TryDequeue(out var next)) Write(types[next]);
File.WriteAllText(Path.Combine(args[2], "kubernetes.schema"), schema.ToString());
File.WriteAllText(Path.Combine(args[2], "kubernetes.docs"), docs.ToString());

void Write(GoType type)
{
    var definition = definitions.GetValueOrDefault(type.OpenApiName) as JsonObject;
    schema.Append(type.Name).Append(' ').Append(type.OpenApiName);
    if (definition?["x-kubernetes-group-version-kind"] is JsonArray { Count: 1 } kinds) schema.Append($" kind={kinds[0]!["group"]}/{kinds[0]!["version"]}/{kinds[0]!["kind"]}");
    if (type.Markers.Contains("structType=atomic") || type.Markers.Contains("mapType=atomic")) schema.Append(" atomic");
    schema.Append('\n');
    Doc(type.Name, definition);
    foreach (var field in type.Fields)
    {
        var property = definition?["properties"]?[field.Json] as JsonObject;
        var expression = Expression(field.Type, type);
        schema.Append($" {(field.Inline ? "-" : field.Json)} {field.Number} {expression}");
        if (field.Inline)
        {
            schema.Append('\n');
            continue;
        }
        if (!field.OmitEmpty || (expression is "Time" or "MicroTime" && !field.OmitZero)) schema.Append(" always");
        if (definition?["required"] is JsonArray required && required.Any(each => (string?)each == field.Json)) schema.Append(" required");
        var keys = field.Markers.Where(each => each.StartsWith("listMapKey=")).Select(each => each[11..]).ToList();
        if (keys.Count > 0) schema.Append($" list=map:{string.Join(',', keys)}");
        else if (field.Markers.FirstOrDefault(each => each.StartsWith("listType=")) is { } list) schema.Append($" list={list[9..]}");
        if (field.Markers.Contains("structType=atomic") || field.Markers.Contains("mapType=atomic")) schema.Append(" map=atomic");
        if (field.Strategy.Contains("merge")) schema.Append($" merge={field.MergeKey}");
        if (field.Strategy.Contains("retainKeys")) schema.Append(" retainKeys");
        if (field.Markers.FirstOrDefault(each => each.StartsWith("default=")) is { } fallback && !fallback.Contains("ref(")) schema.Append($" {fallback}");
        if (property?["enum"] is JsonArray values) schema.Append($" enum={string.Join('|', values)}");
        schema.Append('\n');
        Doc($"{type.Name} {field.Json}", property);
    }
}

void Doc(string name, JsonObject? described)
{
    if ((string?)described?["description"] is { Length: > 0 } text) docs.Append(name).Append('\t').Append(text.Replace("\\", "\\\\").Replace("\n", "\\n")).Append('\n');
}

string Expression(string go, GoType from)
{
    if (go.StartsWith('*')) return "*" + Expression(go[1..], from);
    if (go == "[]byte") return "bytes";
    if (go.StartsWith("[]")) return "[]" + Expression(go[2..], from);
    if (Regex.Match(go, @"^map\[[^\]]+\](.*)$") is { Success: true } map) return "{}" + Expression(map.Groups[1].Value, from);
    if (go is "string" or "int32" or "int64" or "bool" or "float64") return go;
    var (package, local) = go.Contains('.') ? (from.Imports.GetValueOrDefault(go.Split('.')[0], go.Split('.')[0]), go.Split('.')[1]) : (from.Package, go);
    if (local is "Time" or "MicroTime" or "Duration" or "Quantity" or "IntOrString" or "RawExtension" or "FieldsV1" or "JSON") return local;
    if (local is "UID" or "NodeName") return $"string(types.{local})";
    if (local is "JSONSchemaPropsOrBool" or "JSONSchemaPropsOrArray" or "JSONSchemaPropsOrStringArray") return "JSON";
    var name = $"{GoType.Short(package)}.{local}";
    if (!types.TryGetValue(name, out var target)) throw new InvalidOperationException($"{from.Name}: no type {name} for {go}");
    if (target.Alias is { } alias)
    {
        var expression = Expression(alias, target);
        return expression is "string" or "int32" ? $"{expression}({target.Package.Split('/')[^1]}.{local})" : (alias.StartsWith("[]") ? $"items:{expression}" : expression);
    }
    if (seen.Add(name)) pending.Enqueue(name);
    return name;
}

internal sealed record GoField(string Json, int Number, string Type, bool Inline, bool OmitEmpty, bool OmitZero, HashSet<string> Markers, string Strategy, string MergeKey);

internal sealed class GoType
{
    public required string Package { get; init; }
    public required string Local { get; init; }
    public required Dictionary<string, string> Imports { get; init; }
    public string? Alias { get; init; }
    public HashSet<string> Markers { get; init; } = [];
    public List<GoField> Fields { get; } = [];
    public string Name => $"{Short(Package)}.{Local}";

    public string OpenApiName => Package switch
    {
        var api when api.StartsWith("api/") => $"io.k8s.{api.Replace('/', '.')}.{Local}",
        var other => $"io.k8s.{other.Replace('/', '.')}.{Local}",
    };

    public static string Short(string package) => !package.Contains('/') ? package : string.Join('.', package.Split('/')[^2..]);

    public static IEnumerable<GoType> In(string file, string package)
    {
        var lines = File.ReadAllLines(file);
        var imports = lines.Select(line => Regex.Match(line, "^(?:import )?\\s*(?:(\\w+) )?\"k8s.io/([^\"]+)\"$")).Where(match => match.Success)
            .ToDictionary(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value.Split('/')[^1], match => match.Groups[2].Value);
        var markers = new HashSet<string>();
        GoType? current = null;
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (text.StartsWith("// +")) markers.Add(text[4..].Replace("patchMergeKey", "ignored").Trim());
            else if (text.StartsWith("//")) continue;
            else if (current is null)
            {
                if (Regex.Match(line, @"^(?:type |\t)(\w+) struct ?\{(\})?$") is { Success: true } start) current = new GoType { Package = package, Local = start.Groups[1].Value, Imports = imports, Markers = [.. markers] };
                if (current is not null && line.EndsWith("{}"))
                {
                    yield return current;
                    current = null;
                }
                if (Regex.Match(line, @"^type (\w+) ([\w\[\].*]+)\s*(//.*)?$") is { Success: true } alias && alias.Groups[2].Value is not ("struct" or "interface"))
                    yield return new GoType { Package = package, Local = alias.Groups[1].Value, Imports = imports, Alias = alias.Groups[2].Value };
                if (text.Length > 0 || current is not null) markers.Clear();
            }
            else if (line is "}" or "\t}")
            {
                yield return current;
                current = null;
                markers.Clear();
            }
            else
            {
                if (FieldOf(text, markers) is { } field) current.Fields.Add(field);
                if (text.Length > 0) markers.Clear();
            }
        }
    }

    private static GoField? FieldOf(string line, HashSet<string> markers)
    {
        var match = Regex.Match(line, @"^(?:(\w+)\s+)?([\w\[\].*]+)\s+`([^`]*)`");
        if (!match.Success) return null;
        var tags = match.Groups[3].Value;
        var json = Tag(tags, "json").Split(',');
        if (json[0] == "-" || match.Groups[2].Value is "metav1.TypeMeta" or "TypeMeta") return null;
        var proto = Tag(tags, "protobuf").Split(',');
        var number = proto.Length > 1 ? int.Parse(proto[1]) : 0;
        return new GoField(json[0], number, match.Groups[2].Value, json[0].Length == 0, json.Contains("omitempty"), json.Contains("omitzero"), [.. markers], Tag(tags, "patchStrategy"), Tag(tags, "patchMergeKey"));
    }

    private static string Tag(string tags, string name) => Regex.Match(tags, $"{name}:\"([^\"]*)\"") is { Success: true } match ? match.Groups[1].Value : "";
}
