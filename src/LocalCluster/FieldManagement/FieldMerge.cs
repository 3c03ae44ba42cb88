using System.Text.Json.Nodes;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.FieldManagement;

/// <summary>An applied configuration laid over a live object. The configuration's list order wins where both know the items.</summary>
internal static class FieldMerge
{
    public static JsonNode? Of(JsonNode? live, JsonNode? config, ValueSchema schema)
    {
        var shape = FieldShapes.Of(schema, config ?? live);
        if (shape == FieldShape.Leaf || FieldShapes.IsEmpty(live) && FieldShapes.IsEmpty(config)) return (config ?? live)?.DeepClone();
        if (config is null) return live?.DeepClone();
        if (shape == FieldShape.Map) return Fields(live as JsonObject ?? [], config as JsonObject ?? [], schema);
        return Items(live as JsonArray ?? [], config as JsonArray ?? [], schema);
    }

    private static JsonObject Fields(JsonObject live, JsonObject config, ValueSchema schema)
    {
        var merged = new JsonObject();
        foreach (var (name, value) in live)
            merged[name] = config.TryGetPropertyValue(name, out var wanted) ? Of(value, wanted, FieldShapes.Field(schema, name)) : value?.DeepClone();
        foreach (var (name, value) in config)
            if (!live.ContainsKey(name)) merged[name] = value?.DeepClone();
        return merged;
    }

    private static JsonArray Items(JsonArray live, JsonArray config, ValueSchema schema)
    {
        var (present, wanted) = (Elements(live, schema), Elements(config, schema));
        var shared = new Queue<string>(wanted.Where(present.Contains));
        var merged = new JsonArray();
        var done = new HashSet<string>();
        for (int left = 0, right = 0; left < present.Count || right < wanted.Count;)
        {
            var element = left < present.Count ? present[left] : null;
            var known = element is not null && wanted.Contains(element);
            if (element is not null && !known) merged.Add(live[left++]?.DeepClone());
            else if (known && (done.Contains(element!) || (right < wanted.Count && element != wanted[right] && shared.TryPeek(out var next) && next != element))) left++;
            else
            {
                var from = present.IndexOf(wanted[right]);
                merged.Add(from < 0 ? config[right]?.DeepClone() : Of(live[from], config[right], schema.Item!));
                if (from >= 0 && shared.TryPeek(out var head) && head == wanted[right]) shared.Dequeue();
                done.Add(wanted[right++]);
            }
        }
        return merged;
    }

    private static List<string> Elements(JsonArray list, ValueSchema schema) => [.. list.Select(item => PathElements.Item(schema, item) ?? "")];
}
