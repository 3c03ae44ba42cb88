using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using LocalKubernetes.Admission;
using LocalKubernetes.Api;
using LocalKubernetes.Controllers;
using LocalKubernetes.Discovery;
using LocalKubernetes.Faults;
using LocalKubernetes.Http;
using LocalKubernetes.Registry;
using LocalKubernetes.Security;
using LocalKubernetes.Security.Rbac;
using LocalKubernetes.Storage;

namespace LocalKubernetes;

/// <summary>
/// A Kubernetes control plane in this process: an API server with real history, real refusals and a kubeconfig, and
/// simulated controllers, nodes and kubelets that follow one clock.
/// </summary>
/// <example><code>
/// await using var cluster = await LocalCluster.StartAsync(new LocalClusterOptions());
/// Console.WriteLine($"export KUBECONFIG={cluster.KubeconfigPath}");
/// </code></example>
public sealed class LocalCluster : IAsyncDisposable
{
    private readonly LocalClusterOptions options;
    private readonly CertificateAuthority authority = new();
    private readonly FaultInjector faults;
    private readonly List<X509Certificate2> certificates = [];
    private FaultSchedule? schedule;
    private readonly Authenticator authenticator;
    private readonly KindTable kinds;
    private readonly ObjectStore store;
    private readonly ObjectRegistry registry;
    private readonly WatchShutdown watches = new();
    private readonly ServiceAccountTokens tokens = new();
    private readonly AccessControl access;
    private readonly ControllerLoop controllers;
    private readonly ITimer bookmarks;
    private readonly bool ownsKubeconfig;
    private readonly SemaphoreSlim restarting = new(1);
    private readonly CancellationTokenSource ending = new();
    private ApiServer? server;
    private HeldPort? port;

    private LocalCluster(LocalClusterOptions options)
    {
        this.options = options;
        certificates.Add(authority.IssueServer());
        faults = new FaultInjector(options.TimeProvider);
        authenticator = new Authenticator(authority, options.TimeProvider);
        AdminToken = authenticator.Issue(User.Admin);
        store = new ObjectStore(options.HistorySize);
        kinds = new KindTable(store);
        registry = new ObjectRegistry(store, new ServiceAddresses(IPNetwork.Parse(options.ServiceCidr)), options.TimeProvider, options.ManagedFields);
        access = new AccessControl(new RbacAuthorizer(store), options.Authorization);
        Objects = new ClusterObjects(registry, kinds);
        controllers = new ControllerLoop(registry, options, authority.Pem);
        ownsKubeconfig = options.KubeconfigPath is null;
        KubeconfigPath = options.KubeconfigPath ?? Path.Combine(Path.GetTempPath(), $"local-kubernetes-{Guid.NewGuid():N}.kubeconfig");
        bookmarks = options.TimeProvider.CreateTimer(_ => store.SendBookmarks(), null, options.BookmarkInterval, options.BookmarkInterval);
    }

    /// <summary>Where the API server listens: https on 127.0.0.1.</summary>
    public Uri Uri { get; private set; } = new("https://127.0.0.1");

    /// <summary>The admin's kubeconfig file.</summary>
    public string KubeconfigPath { get; }

    /// <summary>The text of the admin's kubeconfig.</summary>
    public string Kubeconfig => Security.Kubeconfig.For(Uri, CaPem, User.Admin.Name, AdminToken);

    /// <summary>A bearer token of a member of system:masters.</summary>
    public string AdminToken { get; }

    /// <summary>The certificate that signed the server's.</summary>
    public string CaPem => authority.Pem;

    /// <summary>What clients asked for.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>Reads and writes without HTTP, admission and controllers included; not logged in <see cref="Requests"/>.</summary>
    public ClusterObjects Objects { get; }

    /// <summary>What goes wrong; null lets everything go well. Setting a plan starts it.</summary>
    public FaultPlan? Faults
    {
        get => faults.Plan;
        set
        {
            var before = Interlocked.Exchange(ref schedule, new FaultSchedule(value, options.TimeProvider, HappenAsync));
            faults.Plan = value;
            before?.DisposeAsync().AsTask();
        }
    }

    /// <summary>The cluster's clock.</summary>
    public TimeProvider TimeProvider => options.TimeProvider;

    /// <summary>The version of the last write.</summary>
    public long CurrentResourceVersion => store.Revision;

    /// <summary>Starts a cluster and waits until it serves; its built-in namespaces, nodes and Services are there.</summary>
    /// <exception cref="IOException">The port is taken, or the kubeconfig cannot be written.</exception>
    public static async Task<LocalCluster> StartAsync(LocalClusterOptions? options = null, CancellationToken ct = default)
    {
        var cluster = new LocalCluster(options ?? new LocalClusterOptions());
        try
        {
            await cluster.ListenAsync(cluster.Hold(cluster.options.Port), ct);
            Bootstrap.Fill(cluster.registry, cluster.options, cluster.Uri.Port);
            cluster.controllers.Start();
            cluster.Faults = cluster.options.Faults;
            await Security.Kubeconfig.WriteAsync(cluster.KubeconfigPath, cluster.Kubeconfig, ct);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A kubeconfig of a ServiceAccount, which may do what RBAC allows it; the account need not exist.</summary>
    public string KubeconfigFor(string serviceAccountNamespace, string serviceAccount)
    {
        var user = User.ServiceAccount(serviceAccountNamespace, serviceAccount);
        return Security.Kubeconfig.For(Uri, CaPem, serviceAccount, authenticator.Issue(user), serviceAccountNamespace);
    }

    /// <summary>A handler that trusts this cluster's CA and no other.</summary>
    public SocketsHttpHandler CreateHandler() => authority.TrustingHandler();

    /// <summary>A client of the API with HTTP/2 and the admin's token, or another.</summary>
    public HttpClient CreateClient(string? token = null)
    {
        var client = new HttpClient(CreateHandler()) { BaseAddress = Uri, DefaultRequestVersion = HttpVersion.Version20, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token ?? AdminToken);
        return client;
    }

    /// <summary>A client certificate of the cluster's CA, with its private key; groups become organizations.</summary>
    public X509Certificate2 IssueClientCertificate(string user, params IReadOnlyList<string> groups) => authority.IssueClient(user, groups);

    /// <summary>Forgets all history: watches from older versions and continue tokens get a 410.</summary>
    public void Compact() => store.Compact();

    /// <summary>Ends all open watches cleanly, as their timeout would.</summary>
    public void CloseWatches() => watches.CloseAll();

    /// <summary>Stops listening, cuts all connections and listens again on the same port; the objects stay.</summary>
    public Task RestartAsync(CancellationToken ct = default) => RestartAsync(keepWatchCache: true, TimeSpan.Zero, ct);

    /// <summary>Restarts; without its watch cache, watches from before get a 410 and must list anew.</summary>
    public Task RestartAsync(bool keepWatchCache, CancellationToken ct = default) => RestartAsync(keepWatchCache, TimeSpan.Zero, ct);

    /// <summary>Restarts after some time away, in which connections are refused; the objects, <see cref="Objects"/> and the controllers go on.</summary>
    /// <param name="keepWatchCache">Without its watch cache, watches from before get a 410 and must list anew.</param>
    /// <param name="away">How long nobody listens, by the cluster's clock.</param>
    /// <param name="ct">Gives up; the server then stays away.</param>
    public async Task RestartAsync(bool keepWatchCache, TimeSpan away, CancellationToken ct = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, ending.Token);
        await restarting.WaitAsync(either.Token);
        try
        {
            watches.CloseAll();
            if (server is not null) await server.DisposeAsync();
            server = null;
            if (!keepWatchCache) store.ForgetWatches();
            if (away > TimeSpan.Zero) await Task.Delay(away, options.TimeProvider, either.Token);
            await ListenAsync(Uri.Port, either.Token);
        }
        finally
        {
            restarting.Release();
        }
    }

    /// <summary>New connections meet a new serving certificate of the same CA.</summary>
    public void RotateCertificate()
    {
        lock (certificates) certificates.Add(authority.IssueServer());
    }

    /// <summary>Ends the tokens of a user such as "system:serviceaccount:ns:name", or all but the admin's; their next request gets a 401.</summary>
    public void ExpireTokens(string? user = null) => authenticator.Expire(user);

    /// <summary>Holds the simulated controllers and kubelets.</summary>
    public void Pause() => controllers.Pause();

    /// <summary>Lets them go on; what changed meanwhile is reconciled.</summary>
    public void Resume() => controllers.Resume();

    /// <summary>Completes when the controllers have nothing to do until the clock moves on or somebody writes.</summary>
    public Task SettleAsync(CancellationToken ct = default) => controllers.SettleAsync(ct);

    /// <summary>Ends the cluster; a kubeconfig in a file of its own is removed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (schedule is not null) await schedule.DisposeAsync();
        await bookmarks.DisposeAsync();
        await controllers.DisposeAsync();
        await ending.CancelAsync();
        await restarting.WaitAsync();
        watches.CloseAll();
        if (server is not null) await server.DisposeAsync();
        port?.Dispose();
        watches.Dispose();
        tokens.Dispose();
        restarting.Dispose();
        ending.Dispose();
        foreach (var certificate in certificates) certificate.Dispose();
        authority.Dispose();
        if (ownsKubeconfig) File.Delete(KubeconfigPath);
    }

    /// <summary>Keeps the port for the cluster, so that it is there again after a restart; one that is taken is left for the server to tell.</summary>
    private int Hold(int wanted)
    {
        if (!OperatingSystem.IsLinux()) return wanted;
        try
        {
            return (port = new HeldPort(wanted)).Number;
        }
        catch (SocketException)
        {
            return wanted;
        }
    }

    private X509Certificate2 Serving()
    {
        lock (certificates) return certificates[^1];
    }

    private Task HappenAsync(ClusterEvent happening)
    {
        switch (happening.Kind)
        {
            case ClusterEventKind.Compact:
                Compact();
                break;
            case ClusterEventKind.CloseWatches:
                CloseWatches();
                break;
            case ClusterEventKind.RotateCertificate:
                RotateCertificate();
                break;
            case ClusterEventKind.ExpireTokens:
                ExpireTokens();
                break;
            default:
                return RestartAsync(happening.Kind == ClusterEventKind.Restart, happening.Away);
        }
        return Task.CompletedTask;
    }

    private async Task ListenAsync(int port, CancellationToken ct)
    {
        var handlers = new ResourceHandlers(
            new ObjectHandler(registry), new ListHandler(store), new WatchHandler(store, options.TimeProvider, watches, options.StreamingLists),
            new PatchHandler(registry), new ScaleHandler(registry), new PodActions(registry),
            new ReviewHandler(access, authenticator), new TokenHandler(registry, authenticator, tokens));
        var discovery = new DiscoveryHandler(new DiscoveryDocuments(kinds), new OpenApiDocuments(kinds));
        var router = new RequestRouter(kinds, authenticator, access, discovery, handlers, faults, Requests, options.TimeProvider);
        server = await ApiServer.StartAsync(port, options.StreamsPerConnection, Serving, router, ct);
        Uri = new Uri($"https://127.0.0.1:{server.Port}");
    }
}
