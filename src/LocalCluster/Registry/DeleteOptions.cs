using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.Registry;

/// <summary>meta/v1 DeleteOptions.</summary>
internal sealed record DeleteOptions
{
    public static DeleteOptions Default { get; } = new();

    public string? Uid { get; init; }
    public string? ResourceVersion { get; init; }
    public long? GracePeriodSeconds { get; init; }

    /// <summary>"Background", "Foreground", "Orphan" or null for the kind's default.</summary>
    public string? PropagationPolicy { get; init; }

    public bool DryRun { get; init; }

    /// <exception cref="ApiException">422: an unknown policy.</exception>
    public static DeleteOptions From(JsonObject? body, Func<string, string?> query)
    {
        var policy = body.Text("propagationPolicy") ?? query("propagationPolicy");
        if (policy is null && (body.Flag("orphanDependents") || query("orphanDependents") == "true")) policy = "Orphan";
        if (policy is not (null or "Background" or "Foreground" or "Orphan"))
        {
            var errors = new FieldErrors();
            errors.NotSupported("propagationPolicy", policy, "Foreground", "Background", "Orphan", "nil");
            throw ApiErrors.InvalidOptions("DeleteOptions", errors);
        }
        return new DeleteOptions
        {
            Uid = body.Object("preconditions").Text("uid"),
            ResourceVersion = body.Object("preconditions").Text("resourceVersion"),
            GracePeriodSeconds = body.Number("gracePeriodSeconds") ?? (long.TryParse(query("gracePeriodSeconds"), out var grace) ? grace : null),
            PropagationPolicy = policy,
            DryRun = body.Array("dryRun") is { Count: > 0 } || query("dryRun") is "All",
        };
    }
}
