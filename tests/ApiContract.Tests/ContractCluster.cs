using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using k8s;
using LocalKubernetes;

[assembly: AssemblyFixture(typeof(NetpolOrleans.ApiContract.Tests.ContractCluster))]

namespace NetpolOrleans.ApiContract.Tests;

/// <summary>The cluster under test: the one that NETPOL_TEST_KUBECONFIG names, else a local one. Never an ambient kubeconfig.</summary>
public sealed class ContractCluster : IAsyncLifetime
{
    private LocalCluster? local;

    public string KubeconfigPath { get; private set; } = "";

    public Api Api { get; private set; } = null!;

    public Uri Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var named = Environment.GetEnvironmentVariable("NETPOL_TEST_KUBECONFIG");
        if (string.IsNullOrEmpty(named)) local = await LocalCluster.StartAsync(new LocalClusterOptions { BookmarkInterval = TimeSpan.FromSeconds(1) });
        KubeconfigPath = local?.KubeconfigPath ?? named!;
        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigFile(KubeconfigPath);
        Server = new Uri(configuration.Host);
        Api = new Api(Client(configuration, credentials: true));
    }

    /// <summary>A client without credentials.</summary>
    public Api Anonymous() => new(Client(KubernetesClientConfiguration.BuildConfigFromConfigFile(KubeconfigPath), credentials: false));

    /// <summary>A client that acts as somebody else.</summary>
    public Api As(string user)
    {
        var client = Client(KubernetesClientConfiguration.BuildConfigFromConfigFile(KubeconfigPath), credentials: true);
        client.DefaultRequestHeaders.Add("Impersonate-User", user);
        return new Api(client);
    }

    /// <summary>A client with a bearer token instead of the admin's credentials.</summary>
    public Api With(string token, string? actingAs = null)
    {
        var client = Client(KubernetesClientConfiguration.BuildConfigFromConfigFile(KubeconfigPath), credentials: false);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (actingAs is not null) client.DefaultRequestHeaders.Add("Impersonate-User", actingAs);
        return new Api(client);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (local is not null) await local.DisposeAsync();
    }

    private HttpClient Client(KubernetesClientConfiguration configuration, bool credentials)
    {
        var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => Trusted(configuration, certificate);
        if (credentials && !string.IsNullOrEmpty(configuration.ClientCertificateData))
            handler.SslOptions.ClientCertificates = [CertificateOf(configuration)];
        var client = new HttpClient(handler)
        {
            BaseAddress = Server,
            DefaultRequestVersion = HttpVersion.Version20,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (credentials && !string.IsNullOrEmpty(configuration.AccessToken))
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", configuration.AccessToken);
        return client;
    }

    private static bool Trusted(KubernetesClientConfiguration configuration, X509Certificate? certificate)
    {
        if (configuration.SkipTlsVerify) return true;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(configuration.SslCaCerts);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return certificate is X509Certificate2 presented && chain.Build(presented);
    }

    private static X509Certificate2 CertificateOf(KubernetesClientConfiguration configuration)
    {
        var certificate = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(configuration.ClientCertificateData));
        var key = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(configuration.ClientCertificateKeyData));
        using var pair = X509Certificate2.CreateFromPem(certificate, key);
        return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
    }
}
