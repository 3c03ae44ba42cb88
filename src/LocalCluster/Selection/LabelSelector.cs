using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Selection;

/// <summary>All terms must hold; no terms select everything.</summary>
internal sealed class LabelSelector(IReadOnlyList<LabelRequirement> requirements)
{
    public static LabelSelector Everything { get; } = new([]);

    public bool IsEverything => requirements.Count == 0;

    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var requirement in requirements)
            if (!requirement.Matches(labels)) return false;
        return true;
    }

    /// <summary>From a selector in an object: matchLabels and matchExpressions.</summary>
    public static LabelSelector Of(JsonObject? selector) => new(
    [
        .. selector.TextMap("matchLabels").Select(pair => new LabelRequirement(pair.Key, LabelOperator.In, [pair.Value])),
        .. selector.Objects("matchExpressions").Select(each =>
            new LabelRequirement(each.Text("key") ?? "", OperatorOf(each.Text("operator")), [.. each.Texts("values")])),
    ]);

    /// <summary>From a plain map, as Services and ReplicationControllers have it.</summary>
    public static LabelSelector OfMap(IEnumerable<KeyValuePair<string, string>> labels) =>
        new([.. labels.Select(pair => new LabelRequirement(pair.Key, LabelOperator.In, [pair.Value]))]);

    private static LabelOperator OperatorOf(string? name) => name switch
    {
        "In" => LabelOperator.In,
        "NotIn" => LabelOperator.NotIn,
        "Exists" => LabelOperator.Exists,
        _ => LabelOperator.DoesNotExist,
    };
}
