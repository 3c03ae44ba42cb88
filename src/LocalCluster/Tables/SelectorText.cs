using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Tables;

/// <summary>Selectors and label maps as tables show them.</summary>
internal static class SelectorText
{
    /// <summary>"a=b,c in (d,e)"; "&lt;none&gt;" for nothing.</summary>
    public static string Of(JsonObject? selector)
    {
        var terms = selector.TextMap("matchLabels").Select(pair => (pair.Key, Text: $"{pair.Key}={pair.Value}"))
            .Concat(selector.Objects("matchExpressions").Select(each => (Key: each.Text("key") ?? "", Text: Expression(each))))
            .OrderBy(term => term.Key, StringComparer.Ordinal).Select(term => term.Text).ToList();
        return terms.Count == 0 ? "<none>" : string.Join(',', terms);
    }

    public static string OfMap(JsonNode? parent, string name)
    {
        var labels = parent.TextMap(name);
        return labels.Count == 0 ? "<none>" : string.Join(',', labels.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
    }

    private static string Expression(JsonObject expression)
    {
        var key = expression.Text("key");
        var values = string.Join(',', expression.Texts("values").Order(StringComparer.Ordinal));
        return expression.Text("operator") switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "Exists" => key ?? "",
            _ => "!" + key,
        };
    }
}
