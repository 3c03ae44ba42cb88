using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using k8s;

namespace NetpolOrleans.Scenarios;

/// <summary>Plain HTTP/2 with as many requests at once as the controller makes: the yardstick.</summary>
internal sealed class RawClient(string kubeconfig) : IDisposable
{
    /// <summary>As many writes at once as the controller's default.</summary>
    private const int Concurrency = 16;

    private readonly k8s.Kubernetes client = new(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));

    public async Task<JsonObject> GetAsync(string path, CancellationToken cancellation) => JsonNode.Parse(await SendAsync(HttpMethod.Get, path, null, cancellation))!.AsObject();

    public Task PostAsync(string path, JsonObject body, CancellationToken cancellation) => SendAsync(HttpMethod.Post, path, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), cancellation);

    public Task PostAsync(string path, byte[] body, CancellationToken cancellation) => SendAsync(HttpMethod.Post, path, body, cancellation);

    public Task PutAsync(string path, JsonObject body, CancellationToken cancellation) => SendAsync(HttpMethod.Put, path, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), cancellation);

    public Task DeleteAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Delete, path, null, cancellation);

    /// <summary>Does all of it, so many at once.</summary>
    public static Task AllAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, ValueTask> work, CancellationToken cancellation) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation }, work);

    public async Task<Stream> WatchAsync(string path, CancellationToken cancellation)
    {
        var response = await client.HttpClient.SendAsync(await MessageAsync(HttpMethod.Get, path, null, cancellation), HttpCompletionOption.ResponseHeadersRead, cancellation);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellation);
    }

    public void Dispose() => client.Dispose();

    private async Task<string> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellation)
    {
        using var message = await MessageAsync(method, path, body, cancellation);
        using var response = await client.HttpClient.SendAsync(message, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode ? text : throw new HttpRequestException($"{method} {path}: {(int)response.StatusCode} {text}", null, response.StatusCode);
    }

    private async Task<HttpRequestMessage> MessageAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellation)
    {
        var message = new HttpRequestMessage(method, new Uri(client.BaseUri, path)) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        if (body is not null)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (client.Credentials is { } credentials) await credentials.ProcessHttpRequestAsync(message, cancellation);
        return message;
    }
}
