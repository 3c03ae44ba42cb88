using k8s;
using k8s.Authentication;
using KubernetesClient = k8s.Kubernetes;

namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>
/// The configuration and the client made of it. Both are made anew when the server refuses our credentials: a rotated token,
/// certificate or authority in the kubeconfig takes effect without a restart. Streams of the former client live on.
/// </summary>
internal sealed class CredentialSource : IDisposable
{
    private readonly Func<KubernetesClientConfiguration> load;
    private readonly DelegatingHandler[] handlers;
    private readonly TimeSpan interval;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim reloading = new(1);
    private volatile Loaded loaded;

    public CredentialSource(
        Func<KubernetesClientConfiguration> load, ConnectionOptions options, TimeProvider time, DelegatingHandler[] handlers)
    {
        this.load = load;
        this.handlers = handlers;
        this.time = time;
        interval = options.ReloadInterval;
        loaded = Load(null);
    }

    public KubernetesClient Current => loaded.Client;

    public string User => ClientIdentity.Of(loaded.Configuration, loaded.Token);

    public string? TlsServerName => loaded.Configuration.TlsServerName;

    /// <summary>Puts the credentials into the request.</summary>
    public async Task AuthorizeAsync(HttpRequestMessage message, CancellationToken cancellation)
    {
        var now = loaded;
        if (now.Credentials is null) return;
        await now.Credentials.ProcessHttpRequestAsync(message, cancellation);
        now.Token = message.Headers.Authorization?.Parameter ?? now.Token;
    }

    /// <summary>Loads the configuration anew; false where that was tried moments ago.</summary>
    public async Task<bool> ReloadAsync(CancellationToken cancellation)
    {
        var refused = loaded;
        await reloading.WaitAsync(cancellation);
        try
        {
            if (loaded != refused) return true;
            if (time.GetElapsedTime(refused.At) < interval) return false;
            loaded = Load(refused);
            return true;
        }
        finally
        {
            reloading.Release();
        }
    }

    public void Dispose()
    {
        loaded.Client.Dispose();
        reloading.Dispose();
    }

    private Loaded Load(Loaded? former)
    {
        var configuration = load();
        configuration.FirstMessageHandlerSetup ??= SetUp;
        var client = former is not null && SameTransport(former.Configuration, configuration)
            ? former.Client
            : new KubernetesClient(configuration, handlers);
        return new(configuration, client, KubernetesClient.CreateCredentials(configuration), time.GetTimestamp());
    }

    /// <summary>A dead peer is noticed within 25 s, and a full connection gets a sibling.</summary>
    private static void SetUp(SocketsHttpHandler handler)
    {
        handler.KeepAlivePingDelay = TimeSpan.FromSeconds(15);
        handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
        handler.ConnectTimeout = TimeSpan.FromSeconds(5);
        handler.EnableMultipleHttp2Connections = true;
    }

    private static bool SameTransport(KubernetesClientConfiguration a, KubernetesClientConfiguration b) =>
        ReferenceEquals(a, b) || (Shape(a) == Shape(b) && a.ClientCertificateFilePath is null or "");

    private static (string?, string?, string?, bool, string?, string) Shape(KubernetesClientConfiguration c) => (
        c.Host, c.ClientCertificateData, c.ClientCertificateKeyData, c.SkipTlsVerify, c.TlsServerName,
        string.Join(',', c.SslCaCerts?.Select(certificate => certificate.Thumbprint) ?? []));

    private sealed class Loaded(KubernetesClientConfiguration configuration, KubernetesClient client, ServiceClientCredentials? credentials, long at)
    {
        public KubernetesClientConfiguration Configuration => configuration;

        public KubernetesClient Client => client;

        public ServiceClientCredentials? Credentials => credentials;

        public long At => at;

        public string? Token { get; set; } = configuration.AccessToken;
    }
}
