using System.Buffers;
using System.Net;
using System.Text.Json;
using k8s;

namespace NetpolOrleans.Access;

/// <summary>Reads the same answers over HTTP/2 and throws the bytes away: the yardstick.</summary>
internal sealed class RawReader(string kubeconfig) : IDisposable
{
    private readonly k8s.Kubernetes client = new(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));

    /// <summary>All pages of a list; the bytes of all.</summary>
    public async Task<long> ListAsync(string path, int page, CancellationToken cancellation)
    {
        var (bytes, next) = (0L, "");
        do
        {
            using var response = await SendAsync($"{path}?limit={page}{(next.Length > 0 ? $"&continue={Uri.EscapeDataString(next)}" : "")}", cancellation);
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            var buffer = new ArrayBufferWriter<byte>(4 << 20);
            while (await stream.ReadAsync(buffer.GetMemory(64 << 10), cancellation) is > 0 and var count) buffer.Advance(count);
            bytes += buffer.WrittenCount;
            next = TokenOf(buffer.WrittenSpan);
        }
        while (next.Length > 0);
        return bytes;
    }

    /// <summary>So many lines of a watch; their bytes.</summary>
    public async Task<long> WatchAsync(string path, long lines, CancellationToken cancellation)
    {
        using var response = await SendAsync(path, cancellation);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var (buffer, bytes) = (new byte[64 << 10], 0L);
        while (lines > 0 && await stream.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            bytes += count;
            lines -= buffer.AsSpan(0, count).Count((byte)'\n');
        }
        return bytes;
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string path, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(client.BaseUri, path)) { Version = HttpVersion.Version20 };
        if (client.Credentials is { } credentials) await credentials.ProcessHttpRequestAsync(message, cancellation);
        return (await client.HttpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation)).EnsureSuccessStatusCode();
    }

    // The list's metadata comes before its items, so this reads no further than it must.
    private static string TokenOf(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        while (json.Read() && !(json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1 && json.ValueTextEquals("items"u8)))
            if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 2 && json.ValueTextEquals("continue"u8) && json.Read()) return json.GetString() ?? "";
        return "";
    }
}
