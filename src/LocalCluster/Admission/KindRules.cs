using System.Text.Json.Nodes;
using LocalKubernetes.Errors;

namespace LocalKubernetes.Admission;

/// <summary>What a kind adds to the common path of a write: defaults, validation, immutable fields.</summary>
internal sealed record KindRules
{
    public static KindRules None { get; } = new();

    /// <summary>Fills fields that the API defaults, on every write.</summary>
    public Action<JsonObject>? Default { get; init; }

    /// <summary>Sets what only a create may set (an initial status, a generated selector).</summary>
    public Action<JsonObject>? PrepareCreate { get; init; }

    public Action<JsonObject, FieldErrors>? Validate { get; init; }

    /// <summary>Compares the old object with the new one.</summary>
    public Action<JsonObject, JsonObject, FieldErrors>? ValidateUpdate { get; init; }

    public NameRule NameRule { get; init; } = NameRule.Subdomain;
}
