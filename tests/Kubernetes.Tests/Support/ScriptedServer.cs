using System.Threading.Channels;
using k8s;
using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Kubernetes.Tests.Support;

/// <summary>An API server whose every answer is given by the test, request by request.</summary>
public sealed class ScriptedServer : DelegatingHandler
{
    private readonly Channel<Exchange> exchanges = Channel.CreateUnbounded<Exchange>();

    /// <summary>A connection to it; without options it never asks on its own whether the server is ready.</summary>
    public KubernetesConnection Connect(TimeProvider clock, ConnectionOptions? options = null) => KubernetesConnection.For(
        new KubernetesClientConfiguration { Host = "https://server.test:6443", AccessToken = "opaque" },
        clock, options ?? new() { ProbeInterval = Timeout.InfiniteTimeSpan }, this);

    /// <summary>The next request; it must be of this method, path and query.</summary>
    public async Task<Exchange> ExpectAsync(string request)
    {
        var exchange = await NextAsync();
        Assert.Equal(request, exchange.Line);
        return exchange;
    }

    /// <summary>The next request, which must begin so.</summary>
    public async Task<Exchange> ExpectStartAsync(string start)
    {
        var exchange = await NextAsync();
        Assert.StartsWith(start, exchange.Line, StringComparison.Ordinal);
        return exchange;
    }

    /// <summary>The next request.</summary>
    public Task<Exchange> NextAsync() => exchanges.Reader.ReadAsync().AsTask().Within();

    /// <summary>Whether no request waits for an answer.</summary>
    public bool IsQuiet => !exchanges.Reader.TryPeek(out _);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var exchange = new Exchange(request, body);
        exchanges.Writer.TryWrite(exchange);
        await using var _ = cancellationToken.Register(() => exchange.Answer.TrySetCanceled(cancellationToken));
        return await exchange.Answer.Task;
    }
}
