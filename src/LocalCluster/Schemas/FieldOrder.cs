using System.Text.Json.Nodes;

namespace LocalKubernetes.Schemas;

/// <summary>The order in which a server writes: fields as their type declares them, maps by key.</summary>
internal static class FieldOrder
{
    public static void Restore(JsonObject obj, TypeSchema type)
    {
        var last = int.MinValue;
        foreach (var (name, _) in obj)
        {
            var place = type.PlaceOf(name);
            if (place < last)
            {
                Rewrite(obj, obj.OrderBy(pair => type.PlaceOf(pair.Key)));
                return;
            }
            last = place;
        }
    }

    public static void Sort(JsonObject map)
    {
        string? last = null;
        foreach (var (name, _) in map)
        {
            if (last is not null && string.CompareOrdinal(name, last) < 0)
            {
                Rewrite(map, map.OrderBy(pair => pair.Key, StringComparer.Ordinal));
                return;
            }
            last = name;
        }
    }

    private static void Rewrite(JsonObject obj, IOrderedEnumerable<KeyValuePair<string, JsonNode?>> ordered)
    {
        var pairs = ordered.ToList();
        obj.Clear();
        foreach (var (name, value) in pairs) obj[name] = value;
    }
}
