using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using k8s;
using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Silo.Tests.Access;

/// <summary>An API server that answers as a test says.</summary>
internal sealed class ScriptedApi(Func<HttpRequestMessage, string, (HttpStatusCode Status, string Body)> answer) : DelegatingHandler
{
    /// <summary>One that reviews access: allowed is what the test allows.</summary>
    public static ScriptedApi Reviewing(Func<JsonNode, bool> allows) => new((request, body) =>
        request.RequestUri!.AbsolutePath.EndsWith("/selfsubjectaccessreviews", StringComparison.Ordinal)
            ? (HttpStatusCode.Created, Allowed(allows(JsonNode.Parse(body)!["spec"]!["resourceAttributes"]!)))
            : (HttpStatusCode.InternalServerError, "{}"));

    private static string Allowed(bool allowed) => new JsonObject { ["status"] = new JsonObject { ["allowed"] = allowed } }.ToJsonString();

    public KubernetesConnection Connect() => KubernetesConnection.For(
        new KubernetesClientConfiguration { Host = "https://api.test", AccessToken = Token }, TimeProvider.System, null, this);

    /// <summary>A ServiceAccount's token, as far as its subject goes.</summary>
    private static string Token =>
        $"e30.{Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"sub":"system:serviceaccount:netpol-orleans:netpol-orleans"}""")).TrimEnd('=')}.x";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (status, body) = answer(request, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        return new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json"), RequestMessage = request };
    }
}
