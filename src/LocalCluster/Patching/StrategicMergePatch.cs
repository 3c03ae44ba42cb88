using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.Patching;

/// <summary>The API's own patch: lists merge by key, and directives ($patch, $retainKeys, …) say the rest.</summary>
internal sealed class StrategicMergePatch(string kind)
{
    private const string DeleteFrom = "$deleteFromPrimitiveList/";
    private const string OrderOf = "$setElementOrder/";

    public JsonObject Apply(JsonObject target, JsonObject patch) => Merge(target, patch, "");

    private JsonObject Merge(JsonObject target, JsonObject patch, string path)
    {
        switch (patch.Text("$patch"))
        {
            case "replace":
                return Stripped(patch);
            case "delete":
                return [];
            case not (null or "merge"):
                throw ApiErrors.BadRequest($"unknown patch type found: {patch.Text("$patch")}");
        }
        if (patch.Array("$retainKeys") is not null)
            foreach (var extra in target.Select(pair => pair.Key).Except(patch.Texts("$retainKeys")).ToList()) target.Remove(extra);
        foreach (var (name, value) in patch)
        {
            if (name.StartsWith('$')) continue;
            if (value is null) target.Remove(name);
            else if (MergeField(target[name], value, patch, name, Join(path, name)) is { } merged)
            {
                target.Remove(name);
                target[name] = merged;
            }
            else target.Remove(name);
        }
        foreach (var (name, value) in patch)
            if (name.StartsWith(DeleteFrom, StringComparison.Ordinal)) Take(target, name[DeleteFrom.Length..], value as JsonArray ?? []);
            else if (name.StartsWith(OrderOf, StringComparison.Ordinal) && patch[name[OrderOf.Length..]] is null)
                OrderOnly(target, name[OrderOf.Length..], value as JsonArray ?? [], path);
        return target;
    }

    private JsonNode? MergeField(JsonNode? current, JsonNode value, JsonObject patch, string name, string path)
    {
        if (value is JsonObject changes)
        {
            if (changes.Text("$patch") == "delete") return null;
            return Merge((JsonObject?)(current as JsonObject)?.DeepClone() ?? [], changes, path);
        }
        if (value is not JsonArray items) return value.DeepClone();
        var present = current as JsonArray ?? [];
        var order = patch.Array(OrderOf + name);
        if (MergeKeys.KeyOf(kind, path) is { } key) return MergeList(present, items, order, key, path);
        if (!MergeKeys.IsSet(path)) return items.DeepClone();
        var added = items.Where(item => !present.Any(each => JsonNode.DeepEquals(each, item)));
        return new JsonArray([.. present.Concat(added).Select(item => item?.DeepClone())]);
    }

    private JsonArray MergeList(JsonArray present, JsonArray items, JsonArray? order, string key, string path)
    {
        var changes = items.OfType<JsonObject>().ToList();
        if (changes.Any(each => each.Text("$patch") == "replace"))
            return new JsonArray([.. changes.Where(each => each.Text("$patch") != "replace").Select(Stripped)]);
        var missing = changes.FirstOrDefault(each => each[key] is null);
        if (missing is not null) throw ApiErrors.BadRequest($"map: {JsonText.ToText(missing)} does not contain declared merge key: {key}");
        var result = present.OfType<JsonObject>().Select(JsonObjectExtensions.Copy).ToList();
        foreach (var change in changes)
        {
            var index = result.FindIndex(each => JsonNode.DeepEquals(each[key], change[key]));
            if (change.Text("$patch") == "delete") result.RemoveAll(each => JsonNode.DeepEquals(each[key], change[key]));
            else if (index >= 0) result[index] = Merge(result[index], change, path);
            else result.Add(Merge([], change, path));
        }
        var wanted = order?.OfType<JsonObject>() ?? changes.Where(each => each.Text("$patch") is null);
        return ListOrder.Merge(result, [.. wanted.Select(each => each[key])], [.. present.OfType<JsonObject>().Select(each => each[key])], key);
    }

    private static void OrderOnly(JsonObject target, string name, JsonArray order, string path)
    {
        if (target.Array(name) is not { } list || MergeKeys.KeyOf("", Join(path, name)) is not { } key) return;
        var items = list.OfType<JsonObject>().Select(JsonObjectExtensions.Copy).ToList();
        target[name] = ListOrder.Merge(items, [.. order.OfType<JsonObject>().Select(each => each[key])], [.. items.Select(each => each[key])], key);
    }

    private static void Take(JsonObject target, string name, JsonArray values)
    {
        if (target.Array(name) is not { } list) return;
        target[name] = new JsonArray([.. list.Where(item => !values.Any(each => JsonNode.DeepEquals(each, item))).Select(item => item?.DeepClone())]);
    }

    private static JsonObject Stripped(JsonObject patch) =>
        [.. patch.Where(pair => !pair.Key.StartsWith('$')).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))];

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
