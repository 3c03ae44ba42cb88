using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>Plain HTTP as a user's tools would use it: nothing of the controller's own access is trusted to observe it.</summary>
internal sealed class RawApi(string kubeconfig) : IDisposable
{
    private readonly k8s.Kubernetes client = new(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));

    public string Kubeconfig => kubeconfig;

    public async Task<JsonObject> GetAsync(string path, CancellationToken cancellation) =>
        await FindAsync(path, cancellation) ?? throw new InvalidOperationException($"{path} does not exist");

    public async Task<JsonObject?> FindAsync(string path, CancellationToken cancellation)
    {
        var (code, body) = await SendAsync(HttpMethod.Get, path, null, cancellation);
        return code == HttpStatusCode.NotFound ? null : Require(code, body, path);
    }

    public async Task<JsonObject> PostAsync(string path, JsonObject body, CancellationToken cancellation)
    {
        var (code, answer) = await SendAsync(HttpMethod.Post, path, body, cancellation);
        return Require(code, answer, path);
    }

    /// <summary>Reads, changes and writes until nobody came between.</summary>
    public async Task<JsonObject> UpdateAsync(string path, Action<JsonObject> change, CancellationToken cancellation)
    {
        while (true)
        {
            var current = await GetAsync(path, cancellation);
            change(current);
            var (code, answer) = await SendAsync(HttpMethod.Put, path, current, cancellation);
            if (code != HttpStatusCode.Conflict) return Require(code, answer, path);
        }
    }

    /// <summary>Applies a JSON patch.</summary>
    public async Task PatchAsync(string path, JsonArray operations, CancellationToken cancellation)
    {
        var (code, answer) = await SendAsync(HttpMethod.Patch, path, operations, cancellation, "application/json-patch+json");
        Require(code, answer, path);
    }

    /// <summary>Deletes in the background, as kubectl does; it may be gone, or going, already.</summary>
    public Task DeleteAsync(string path, CancellationToken cancellation) => DeleteAsync(path, new() { ["propagationPolicy"] = "Background" }, cancellation);

    /// <summary>Deletes a Pod without a grace period.</summary>
    public Task KillAsync(string path, CancellationToken cancellation) => DeleteAsync(path, new() { ["gracePeriodSeconds"] = 0 }, cancellation);

    public async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellation)
    {
        var response = await client.HttpClient.SendAsync(await MessageAsync(HttpMethod.Get, path, null, cancellation), HttpCompletionOption.ResponseHeadersRead, cancellation);
        return response.EnsureSuccessStatusCode();
    }

    public void Dispose() => client.Dispose();

    private async Task DeleteAsync(string path, JsonObject options, CancellationToken cancellation)
    {
        var (code, answer) = await SendAsync(HttpMethod.Delete, path, options, cancellation);
        if (code is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict)) Require(code, answer, path);
    }

    private async Task<(HttpStatusCode Code, string Body)> SendAsync(
        HttpMethod method, string path, JsonNode? body, CancellationToken cancellation, string mediaType = "application/json")
    {
        using var message = await MessageAsync(method, path, body, cancellation, mediaType);
        using var response = await client.HttpClient.SendAsync(message, cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
    }

    private async Task<HttpRequestMessage> MessageAsync(
        HttpMethod method, string path, JsonNode? body, CancellationToken cancellation, string mediaType = "application/json")
    {
        var message = new HttpRequestMessage(method, new Uri(client.BaseUri, path));
        if (body is not null) message.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, mediaType);
        if (client.Credentials is { } credentials) await credentials.ProcessHttpRequestAsync(message, cancellation);
        return message;
    }

    private static JsonObject Require(HttpStatusCode code, string body, string path) => (int)code < 300
        ? JsonNode.Parse(body)!.AsObject()
        : throw new HttpRequestException($"{path}: {(int)code} {body}", null, code);
}
