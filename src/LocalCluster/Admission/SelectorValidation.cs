using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.Admission;

/// <summary>Label selectors inside objects.</summary>
internal static class SelectorValidation
{
    public static void Validate(JsonObject? selector, string path, FieldErrors errors)
    {
        if (selector is null) return;
        MetadataValidation.Labels(selector.TextMap("matchLabels"), $"{path}.matchLabels", errors);
        var index = 0;
        foreach (var expression in selector.Objects("matchExpressions")) Expression(expression, $"{path}.matchExpressions[{index++}]", errors);
    }

    private static void Expression(JsonObject expression, string path, FieldErrors errors)
    {
        var values = expression.Texts("values").ToList();
        switch (expression.Text("operator"))
        {
            case "In" or "NotIn" when values.Count == 0:
                errors.Required($"{path}.values", "must be specified when `operator` is 'In' or 'NotIn'");
                break;
            case "Exists" or "DoesNotExist" when values.Count > 0:
                errors.Forbidden($"{path}.values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                break;
            case "In" or "NotIn" or "Exists" or "DoesNotExist":
                break;
            case var other:
                errors.Invalid($"{path}.operator", other ?? "", "not a valid selector operator");
                break;
        }
        var key = expression.Text("key") ?? "";
        foreach (var message in Names.QualifiedName(key)) errors.Invalid($"{path}.key", key, message);
        for (var each = 0; each < values.Count; each++)
            foreach (var message in Names.LabelValue(values[each])) errors.Invalid($"{path}.values[{each}]", values[each], message);
    }
}
