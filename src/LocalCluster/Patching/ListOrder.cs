using System.Text.Json.Nodes;

namespace LocalKubernetes.Patching;

/// <summary>
/// The order of a merged list: the patch's items in the patch's order, the others in the server's, interleaved by
/// the server's order where it knows both, else the patch's item first.
/// </summary>
internal static class ListOrder
{
    public static JsonArray Merge(List<JsonObject> items, List<JsonNode?> wanted, List<JsonNode?> server, string key)
    {
        var patched = items.Where(item => IndexIn(wanted, item) >= 0).OrderBy(item => IndexIn(wanted, item)).ToList();
        var others = items.Where(item => IndexIn(wanted, item) < 0).OrderBy(item => IndexIn(server, item)).ToList();
        var merged = new JsonArray();
        int left = 0, right = 0;
        while (left < others.Count || right < patched.Count)
        {
            if (right >= patched.Count || (left < others.Count && Precedes(others[left], patched[right]))) merged.Add(others[left++]);
            else merged.Add(patched[right++]);
        }
        return merged;

        int IndexIn(List<JsonNode?> order, JsonObject item) => order.FindIndex(each => JsonNode.DeepEquals(each, item[key]));

        bool Precedes(JsonObject one, JsonObject other) =>
            IndexIn(server, one) is >= 0 and var first && IndexIn(server, other) is >= 0 and var second && first < second;
    }
}
