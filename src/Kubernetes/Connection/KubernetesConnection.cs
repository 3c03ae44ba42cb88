using System.Net;
using System.Net.Http.Headers;
using k8s;
using KubernetesClient = k8s.Kubernetes;

namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>
/// The one way to the API server: the client library's configuration, credentials and transport under our own requests. All
/// calls and streams share one HTTP/2 handler, which opens further connections when one is full of streams.
/// </summary>
public sealed class KubernetesConnection : IDisposable
{
    private readonly ConnectionOptions options;
    private readonly TimeProvider time;
    private readonly CredentialSource source;

    internal KubernetesConnection(ConnectionOptions options, TimeProvider time, CredentialSource source)
    {
        this.options = options;
        this.time = time;
        this.source = source;
        Outage = new(ProbeAsync, options.ProbeInterval, time, options.Random);
    }

    /// <summary>The server's address.</summary>
    public Uri Server => source.Current.BaseUri;

    /// <summary>Who we are, as far as our own credentials tell; for messages.</summary>
    public string User => source.User;

    /// <summary>The client library's client, for calls that have no need of slim records. Take it anew for each call.</summary>
    public KubernetesClient Client => source.Current;

    /// <summary>The clock of timeouts and waits.</summary>
    internal TimeProvider Time => time;

    /// <summary>What is known of the server's being away; whoever waits out a failure waits here.</summary>
    internal ServerOutage Outage { get; }

    /// <summary>Whether the server has streaming lists; null until one was tried.</summary>
    internal bool? StreamingLists { get; set; }

    /// <summary>Finds and loads the configuration; no request is made yet.</summary>
    /// <exception cref="KubeconfigException">No usable kubeconfig; the message gives file, cause and remedy.</exception>
    public static KubernetesConnection Open(ConnectionOptions options, TimeProvider time) =>
        new(options, time, new CredentialSource(() => KubeconfigLoader.Load(options, time), options, time, []));

    /// <summary>A connection by a configuration that the caller made, such as a test's with handlers of its own.</summary>
    public static KubernetesConnection For(
        KubernetesClientConfiguration configuration, TimeProvider time, ConnectionOptions? options = null, params DelegatingHandler[] handlers) =>
        new(options ?? new(), time, new CredentialSource(() => configuration, options ?? new(), time, handlers));

    /// <summary>Makes one call and reads the whole answer, failures included.</summary>
    /// <exception cref="UnreachableException">No answer, or none in time: a write may or may not have happened.</exception>
    public async Task<ApiReply> CallAsync(ApiRequest request, CancellationToken cancellation)
    {
        using var call = RequestMetrics.Start(request, time);
        using var bound = new Bound(options.RequestTimeout, time, cancellation);
        try
        {
            using var response = await SendAsync(request, bound.Token);
            var body = new PooledBuffer();
            await FillAsync(body, response.Content, bound.Token);
            Answered(call, response);
            return new(
                (int)response.StatusCode, body,
                response.IsSuccessStatusCode ? null : ApiStatus.Read((int)response.StatusCode, body.Span, RetryAfter(response)));
        }
        catch (Exception e) when (Transport.IsFailure(e, cancellation))
        {
            throw Unanswered(e);
        }
    }

    /// <summary>Makes one call and throws what its failure means.</summary>
    /// <exception cref="KubernetesAccessException">The failure, by its status.</exception>
    public async Task<ApiReply> RequireAsync(ApiRequest request, CancellationToken cancellation)
    {
        var reply = await CallAsync(request, cancellation);
        if (reply.Failure is not { } failure) return reply;
        reply.Dispose();
        throw ExceptionFor(request, failure);
    }

    /// <summary>The exception that a failed call means.</summary>
    public KubernetesAccessException ExceptionFor(ApiRequest request, ApiStatus failure) => failure.Code switch
    {
        401 => new UnauthorizedException(Server, User),
        403 => new ForbiddenException(request.Rule, User),
        _ => new ApiException(request, failure),
    };

    /// <summary>Opens a stream; only the time until the answer's head is bound. The caller disposes the response.</summary>
    /// <exception cref="UnreachableException">No answer, or none in time.</exception>
    internal async Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken cancellation)
    {
        using var call = RequestMetrics.Start(request, time);
        using var bound = new Bound(options.RequestTimeout, time, cancellation);
        try
        {
            var response = await SendAsync(request, bound.Token);
            Answered(call, response);
            return response;
        }
        catch (Exception e) when (Transport.IsFailure(e, cancellation))
        {
            throw Unanswered(e);
        }
    }

    internal static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;

    /// <inheritdoc/>
    public void Dispose()
    {
        Outage.Dispose();
        source.Dispose();
    }

    /// <summary>
    /// Waits before something that failed is tried again; when an outage of the server ends meanwhile, the wait ends too, spread over
    /// half a second so that not all come at once.
    /// </summary>
    /// <param name="wait">The whole wait.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether the end of an outage cut the wait short: a backoff may start over.</returns>
    public Task<bool> WaitAsync(TimeSpan wait, CancellationToken cancellation) => Outage.WaitAsync(wait, unanswered: false, cancellation);

    private void Answered(RequestMetrics call, HttpResponseMessage response)
    {
        call.Answered((int)response.StatusCode);
        if (response.IsSuccessStatusCode) Outage.Answered();
    }

    private UnreachableException Unanswered(Exception e)
    {
        Outage.Unanswered();
        return new(Server, Transport.Describe(e, options.RequestTimeout), e);
    }

    private async Task<ServerState> ProbeAsync(CancellationToken cancellation)
    {
        using var call = RequestMetrics.Start(ApiRequest.Readiness, time);
        using var bound = new Bound(options.RequestTimeout, time, cancellation);
        try
        {
            using var response = await SendAsync(ApiRequest.Readiness, bound.Token);
            call.Answered((int)response.StatusCode);
            return response.IsSuccessStatusCode ? ServerState.Ready : (int)response.StatusCode >= 500 ? ServerState.NotReady : ServerState.Untold;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return ServerState.NotReady; // whatever it is, the next probe may do better
        }
    }

    /// <summary>Sends, and once more where the server refuses credentials of which newer ones exist by now.</summary>
    private async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellation)
    {
        var used = source.Current;
        var response = await SendWithAsync(used, request, cancellation);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !await source.ReloadAsync(cancellation)) return response;
        response.Dispose();
        return await SendWithAsync(source.Current, request, cancellation);
    }

    private async Task<HttpResponseMessage> SendWithAsync(KubernetesClient client, ApiRequest request, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(request.Method, new Uri(client.BaseUri, request.RelativeUrl))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        if (source.TlsServerName is { Length: > 0 } host) message.Headers.Host = host;
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.Verb == "patch" ? MediaTypes.MergePatch : MediaTypes.Json);
        }
        await source.AuthorizeAsync(message, cancellation);
        return await client.HttpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private static async Task FillAsync(PooledBuffer body, HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        while (await stream.ReadAsync(body.Room(), cancellation) is > 0 and var count) body.Wrote(count);
    }
}
