using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Http;
using Microsoft.AspNetCore.Http;

namespace LocalKubernetes.Discovery;

/// <summary>Paths outside the resources: what is served, versions, health, OpenAPI.</summary>
internal sealed class DiscoveryHandler(DiscoveryDocuments documents, OpenApiDocuments openApi)
{
    public static bool IsPublic(string path) => path is "/healthz" or "/livez" or "/readyz" or "/version";

    public Task HandleAsync(HttpContext http)
    {
        var path = (http.Request.Path.Value ?? "/").TrimEnd('/');
        var aggregated = http.Request.Headers.Accept.ToString().Split(',').FirstOrDefault(range => range.Contains("as=APIGroupDiscoveryList", StringComparison.Ordinal));
        return path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["healthz" or "livez" or "readyz", ..] => http.Response.WriteAsync("ok"),
            ["version"] => ObjectWriter.WriteAsync(http, DiscoveryDocuments.Version()),
            ["api"] when aggregated is not null => AggregatedAsync(http, documents.Aggregated(core: true, aggregated)),
            ["apis"] when aggregated is not null => AggregatedAsync(http, documents.Aggregated(core: false, aggregated)),
            ["api"] => ObjectWriter.WriteAsync(http, DiscoveryDocuments.CoreVersions(http.Request.Host.Value ?? "")),
            ["apis"] => ObjectWriter.WriteAsync(http, documents.Groups()),
            ["api", var version] => WriteOrNotFound(http, documents.Resources("", version)),
            ["apis", var group] => WriteOrNotFound(http, documents.Group(group)),
            ["apis", var group, var version] => WriteOrNotFound(http, documents.Resources(group, version)),
            ["openapi", "v2"] => OpenApi2Async(http),
            ["openapi", "v3"] => ObjectWriter.WriteAsync(http, openApi.Index()),
            ["openapi", "v3", "api", var version] => WriteOrNotFound(http, openApi.Of("", version)),
            ["openapi", "v3", "apis", var group, var version] => WriteOrNotFound(http, openApi.Of(group, version)),
            [] => ObjectWriter.WriteAsync(http, documents.Paths()),
            _ => RequestRouter.NotFoundAsync(http),
        };
    }

    private async Task OpenApi2Async(HttpContext http)
    {
        var accept = http.Request.Headers.Accept.ToString();
        if (accept.Contains(OpenApiProtobuf.Asked, StringComparison.Ordinal))
        {
            http.Response.ContentType = OpenApiProtobuf.Answered;
            await http.Response.BodyWriter.WriteAsync(OpenApiProtobuf.Write(openApi.All()), http.RequestAborted);
        }
        else if (accept.Length > 0 && !accept.Contains("json", StringComparison.Ordinal) && !accept.Contains("*/*", StringComparison.Ordinal)) throw ApiErrors.NotAcceptable();
        else await ObjectWriter.WriteAsync(http, openApi.All());
    }

    private static async Task AggregatedAsync(HttpContext http, JsonObject document)
    {
        var version = document["apiVersion"]!.GetValue<string>().Split('/')[1];
        http.Response.ContentType = $"application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList";
        await http.Response.WriteAsync(Json.JsonText.ToText(document));
    }

    private static Task WriteOrNotFound(HttpContext http, JsonObject? document) =>
        document is null ? RequestRouter.NotFoundAsync(http) : ObjectWriter.WriteAsync(http, document);
}
