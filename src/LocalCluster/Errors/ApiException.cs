using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Errors;

/// <summary>A refusal, carrying the metav1.Status that the client reads.</summary>
internal sealed class ApiException(JsonObject status) : Exception(status.Text("message"))
{
    public JsonObject Status { get; } = status;

    public int Code => (int)(Status.Number("code") ?? 500);

    public string Reason => Status.Text("reason") ?? "";

    /// <summary>Seconds of the Retry-After header, when there is one.</summary>
    public int? RetryAfter { get; init; }
}
