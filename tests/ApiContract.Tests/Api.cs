using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NetpolOrleans.ApiContract.Tests;

/// <summary>Plain HTTP to the API; every wait has a bound.</summary>
public sealed class Api(HttpClient http) : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    public Task<Answer> GetAsync(string path, string accept = "application/json") => SendAsync(HttpMethod.Get, path, null, accept: accept);

    public Task<Answer> PostAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body);

    public Task<Answer> PutAsync(string path, string body) => SendAsync(HttpMethod.Put, path, body);

    public Task<Answer> MergeAsync(string path, string patch) => SendAsync(HttpMethod.Patch, path, patch, "application/merge-patch+json");

    public Task<Answer> StrategicAsync(string path, string patch) => SendAsync(HttpMethod.Patch, path, patch, "application/strategic-merge-patch+json");

    public Task<Answer> JsonPatchAsync(string path, string patch) => SendAsync(HttpMethod.Patch, path, patch, "application/json-patch+json");

    public Task<Answer> DeleteAsync(string path, string? options = null) => SendAsync(HttpMethod.Delete, path, options);

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body, string type = "application/json", string accept = "application/json")
    {
        using var bound = new CancellationTokenSource(Bound, TimeProvider.System);
        using var request = new HttpRequestMessage(method, path) { Version = http.DefaultRequestVersion };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }
        using var response = await http.SendAsync(request, bound.Token);
        var text = await response.Content.ReadAsStringAsync(bound.Token);
        var json = response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text) as JsonObject : null;
        return new Answer((int)response.StatusCode, json ?? [], text) { Warnings = response.Headers.TryGetValues("Warning", out var warnings) ? [.. warnings] : [] };
    }

    /// <summary>The frames of a watch until the server ends it or the bound passes.</summary>
    public async IAsyncEnumerable<WatchFrame> WatchAsync(string path, string accept = "application/json")
    {
        using var bound = new CancellationTokenSource(Bound, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Version = http.DefaultRequestVersion };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        Assert.Equal(200, (int)response.StatusCode);
        await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
        await foreach (var frame in JsonSerializer.DeserializeAsyncEnumerable<JsonObject>(stream, topLevelValues: true, cancellationToken: either.Token))
            yield return new WatchFrame((string)frame!["type"]!, frame["object"]!.AsObject());
    }

    /// <summary>Reads the path until the condition holds.</summary>
    public Task<Answer> UntilAsync(string path, Func<Answer, bool> condition) => UntilAsync(() => GetAsync(path), condition);

    /// <summary>Asks until the condition holds.</summary>
    public static async Task<Answer> UntilAsync(Func<Task<Answer>> ask, Func<Answer, bool> condition)
    {
        using var bound = new CancellationTokenSource(Bound, TimeProvider.System);
        while (true)
        {
            var answer = await ask();
            if (condition(answer)) return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, bound.Token);
        }
    }

    public void Dispose() => http.Dispose();
}
