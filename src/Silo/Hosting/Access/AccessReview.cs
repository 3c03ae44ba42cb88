using System.Text.Json;
using System.Text.Json.Nodes;
using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Silo.Hosting.Access;

/// <summary>Asks the API server what it would allow us, without trying it: SelfSubjectAccessReview.</summary>
public sealed class AccessReview(KubernetesConnection connection)
{
    private static readonly ResourceKind Reviews = new("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview", Namespaced: false);

    /// <summary>Whether a verb of a need is allowed; null where the server has no such reviews, or none for us.</summary>
    /// <exception cref="KubernetesAccessException">The server cannot be reached, or does not know us.</exception>
    public async Task<bool?> IsAllowedAsync(AccessNeed need, string verb, CancellationToken cancellation)
    {
        var request = new ApiRequest("create", Reviews, null) { Body = JsonSerializer.SerializeToUtf8Bytes(Question(need, verb)), Cause = "preflight" };
        using var reply = await connection.CallAsync(request, cancellation);
        return reply.Failure switch
        {
            null => Answer(reply.Body),
            { Code: 403 or 404 or 405 } => null,
            var failure => throw connection.ExceptionFor(request, failure),
        };
    }

    private static bool? Answer(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        return JsonNode.Parse(ref reader)?["status"]?["allowed"]?.GetValue<bool>();
    }

    private static JsonObject Question(AccessNeed need, string verb)
    {
        var attributes = new JsonObject { ["verb"] = verb, ["group"] = need.Kind.Group, ["resource"] = need.Kind.Plural };
        if (need.Namespace is { } ns) attributes["namespace"] = ns;
        if (need.Object is { } name) attributes["name"] = name;
        return new()
        {
            ["apiVersion"] = Reviews.ApiVersion,
            ["kind"] = Reviews.Kind,
            ["spec"] = new JsonObject { ["resourceAttributes"] = attributes },
        };
    }
}
