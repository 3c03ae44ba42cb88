using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.Http;

/// <summary>Holds an object to its kind's fields; ?fieldValidation= says what becomes of fields that it doesn't have.</summary>
internal static class RequestDecoder
{
    /// <summary>The body of a create or an update.</summary>
    /// <exception cref="ApiException">400: a wrong type, or an unknown field when they are refused.</exception>
    public static async Task<JsonObject> ReadAsync(ApiRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Http, request.Kind.Kind, request.Aborted);
        var obj = body.AsObject();
        if (obj.Text("kind") is { Length: > 0 } kind && kind != request.Kind.Kind) return obj; // refused with the type check's words
        try
        {
            var problems = Read(request, obj, body.Duplicates);
            if (problems is not null) throw new SchemaException(problems);
            request.CheckGrants(obj);
            return obj;
        }
        catch (SchemaException refusal)
        {
            throw ApiErrors.BadRequest($"{request.Kind.Kind} in version \"{request.Kind.Version}\" cannot be handled as a {request.Kind.Kind}: {refusal.Message}");
        }
    }

    /// <summary>What a patch made of an object, read in place. A refusal shows the text; without one, the patched object.</summary>
    /// <exception cref="ApiException">422: a wrong type, or an unknown field when they are refused.</exception>
    public static JsonObject ReadPatched(ApiRequest request, JsonObject obj, RequestBody patch, string? text)
    {
        var shown = text ?? JsonText.ToText(obj);
        try
        {
            var problems = Read(request, obj, patch.Duplicates);
            if (problems is not null) throw new SchemaException(problems);
            request.CheckGrants(obj);
            return obj;
        }
        catch (SchemaException refusal)
        {
            var errors = new FieldErrors();
            errors.Invalid("patch", shown, refusal.Message);
            throw ApiErrors.Of(422, "Invalid", $" \"\" is invalid: {errors}", new JsonObject { ["causes"] = errors.ToCauses() });
        }
    }

    private static string? Read(ApiRequest request, JsonObject obj, IReadOnlySet<string> duplicates)
    {
        if (request.Kind.Schema is not { } schema) return null;
        var ignored = request.Query("fieldValidation") == "Ignore";
        var problems = ignored ? FieldProblems.None : new FieldProblems(duplicates);
        new TypedReader(problems, request.Kind.IsCustom).Read(obj, schema);
        if (problems.Found.Count == 0) return null;
        if (request.Query("fieldValidation") == "Strict") return $"strict decoding error: {string.Join(", ", problems.Found)}";
        foreach (var problem in problems.Found) request.Warn(problem);
        return null;
    }
}
