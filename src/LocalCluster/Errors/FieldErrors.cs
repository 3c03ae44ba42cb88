using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Errors;

/// <summary>The causes of a 422, collected in the order in which they were found.</summary>
internal sealed class FieldErrors
{
    private readonly List<(string Field, string Reason, string Message)> found = [];

    public bool Any => found.Count > 0;

    /// <summary>One Forbidden alone.</summary>
    public static FieldErrors OfForbidden(string field, string message)
    {
        var errors = new FieldErrors();
        errors.Forbidden(field, message);
        return errors;
    }

    public void Invalid(string field, JsonNode? value, string message) =>
        Add(field, "FieldValueInvalid", $"Invalid value: {Show(value)}: {message}");

    public void Required(string field, string message = "") =>
        Add(field, "FieldValueRequired", message.Length == 0 ? "Required value" : $"Required value: {message}");

    public void Forbidden(string field, string message) => Add(field, "FieldValueForbidden", $"Forbidden: {message}");

    public void Duplicate(string field, JsonNode? value) => Add(field, "FieldValueDuplicate", $"Duplicate value: {Show(value)}");

    public void TooLong(string field, int limit) =>
        Add(field, "FieldValueTooLong", $"Too long: may not be more than {limit} bytes");

    public void TooMany(string field, int count, long limit) =>
        Add(field, "FieldValueTooMany", $"Too many: {count}: must have at most {limit} items");

    public void NotSupported(string field, JsonNode? value, params string[] supported) =>
        Add(field, "FieldValueNotSupported",
            $"Unsupported value: {Show(value)}: supported values: {string.Join(", ", supported.Select(each => $"\"{each}\""))}");

    public void Immutable(string field, JsonNode? value) => Invalid(field, value, "field is immutable");

    public JsonArray ToCauses() => [.. found.Select(each => new JsonObject
    {
        ["reason"] = each.Reason,
        ["message"] = each.Message,
        ["field"] = each.Field,
    })];

    public override string ToString()
    {
        var texts = found.Select(each => $"{each.Field}: {each.Message}").Distinct().ToList();
        return texts.Count == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
    }

    private static string Show(JsonNode? value) => value is null ? "null" : JsonText.ToText(value);

    private void Add(string field, string reason, string message) => found.Add((field, reason, message));
}
