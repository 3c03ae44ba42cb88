using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>metav1.LabelSelector</c>.</summary>
internal static class SelectorReader
{
    public static LabelSelector Read(ref WireReader json)
    {
        var labels = Labels.Empty;
        ValueList<LabelRequirement> expressions = [];
        if (!json.Object()) return LabelSelector.Everything;
        while (json.NextField())
        {
            if (json.Is("matchLabels"u8)) labels = json.Map();
            else if (json.Is("matchExpressions"u8)) expressions = json.List(ReadRequirement);
            else json.Skip();
        }
        return labels.IsEmpty && expressions.IsEmpty ? LabelSelector.Everything : new(labels, expressions);
    }

    /// <summary>A LabelSelector, or the plain map of labels that a ReplicationController has; null where the value is null.</summary>
    public static LabelSelector? ReadEitherShape(ref WireReader json)
    {
        if (!json.Object()) return null;
        List<KeyValuePair<string, string>>? plain = null;
        var labels = Labels.Empty;
        ValueList<LabelRequirement> expressions = [];
        while (json.NextField())
        {
            if (json.IsText) (plain ??= []).Add(new(json.Field, json.Pooled()!));
            else if (json.Is("matchLabels"u8)) labels = json.Map();
            else if (json.Is("matchExpressions"u8)) expressions = json.List(ReadRequirement);
            else json.Skip();
        }
        return plain is not null ? LabelSelector.Of(Labels.From(plain)) : new(labels, expressions);
    }

    private static LabelRequirement ReadRequirement(ref WireReader json)
    {
        var key = "";
        LabelOperator? comparison = null;
        ValueList<string> values = [];
        if (json.Object())
        {
            while (json.NextField())
            {
                if (json.Is("key"u8)) key = json.Pooled() ?? "";
                else if (json.Is("operator"u8)) comparison = Operator(ref json);
                else if (json.Is("values"u8)) values = json.Texts(pooled: true);
                else json.Skip();
            }
        }
        return new(key, comparison ?? throw new MalformedObjectException(SetAsideReason.Malformed, "a selector's expression has no operator"), values);
    }

    private static LabelOperator Operator(ref WireReader json) => json.Pooled() switch
    {
        "In" => LabelOperator.In,
        "NotIn" => LabelOperator.NotIn,
        "Exists" => LabelOperator.Exists,
        "DoesNotExist" => LabelOperator.DoesNotExist,
        _ => throw json.Expected("In, NotIn, Exists or DoesNotExist"),
    };
}
