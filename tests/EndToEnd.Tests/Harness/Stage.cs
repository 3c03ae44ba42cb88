using LocalKubernetes;
using NetpolOrleans.Silo.Configuration;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>A cluster, a controller in it, and everything that happens there.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly string kubeconfig;
    private readonly Access access;
    private readonly List<long> starts = [];

    private Stage(LocalKubernetes.LocalCluster? local, RawApi api, History history, Access access, string kubeconfig) =>
        (Local, Api, History, this.access, this.kubeconfig) = (local, api, history, access, kubeconfig);

    /// <summary>The local cluster's own controls; null where the cluster is a real one.</summary>
    public LocalKubernetes.LocalCluster? Local { get; }

    public RawApi Api { get; }

    public History History { get; }

    public Controller? Controller { get; private set; }

    /// <summary>When controllers were started, as timestamps: what had been heard of by then they have listed.</summary>
    public IReadOnlyCollection<long> Starts => starts;

    /// <summary>The cluster that NETPOL_TEST_KUBECONFIG names, never an ambient one.</summary>
    public static string? RealKubeconfig => Environment.GetEnvironmentVariable("NETPOL_TEST_KUBECONFIG") is { Length: > 0 } named ? named : null;

    /// <summary>A local cluster of this test's own, whose controllers are quick.</summary>
    /// <param name="configure">Changes its options.</param>
    /// <param name="isClusterWide">Whether the controller gets its ClusterRole; without, <see cref="GrantInAsync"/> gives it Roles.</param>
    public static async Task<Stage> LocalAsync(Func<LocalClusterOptions, LocalClusterOptions>? configure = null, bool isClusterWide = true)
    {
        var options = new LocalClusterOptions
        {
            RolloutDelay = TimeSpan.FromMilliseconds(20), PodStartDelay = TimeSpan.FromMilliseconds(50), PodTerminationDelay = TimeSpan.FromMilliseconds(300),
        };
        var local = await LocalKubernetes.LocalCluster.StartAsync(configure?.Invoke(options) ?? options, TestContext.Current.CancellationToken);
        return await OpenAsync(local, local.KubeconfigPath, isClusterWide);
    }

    /// <summary>The real cluster.</summary>
    public static Task<Stage> RealAsync() => OpenAsync(null, RealKubeconfig!);

    /// <summary>Grants the controller the rules of a component, too.</summary>
    public Task GrantAsync(string rules) => access.GrantAsync(rules, TestContext.Current.CancellationToken);

    /// <summary>Lets the controller look after one namespace by a Role there.</summary>
    public Task GrantInAsync(string ns) => access.GrantInAsync(ns, "namespace-role.yaml", TestContext.Current.CancellationToken);

    /// <summary>Starts the controller, or another one after the first was stopped.</summary>
    /// <param name="configure">Changes its options.</param>
    /// <param name="waits">Whether to wait until there is nothing that it waits for.</param>
    public async Task<Controller> StartControllerAsync(Action<SiloOptions>? configure = null, bool waits = true)
    {
        starts.Add(TimeProvider.System.GetTimestamp());
        Controller = await Controller.StartAsync(kubeconfig, configure);
        History.Explain = () => Controller?.Log.Tail ?? "";
        if (waits) await Controller.ReadyAsync();
        return Controller;
    }

    public async Task StopControllerAsync()
    {
        if (Controller is not null) await Controller.DisposeAsync();
        Controller = null;
    }

    /// <summary>
    /// What this controller, and none before it, wrote, as <c>verb resource name</c>, as soon as it is anything: a request is logged when its answer goes out, which
    /// is after its effect. Local clusters only.
    /// </summary>
    public async Task<IReadOnlyList<string>> WritesAsync()
    {
        await Controller!.UntilAsync(() => Writes().Any(), "it has written something");
        return [.. Writes()];

        IEnumerable<string> Writes() => Local!.Requests.Recent.Where(request => request.UserAgent == Controller.UserAgent && request.IsWrite && request.Resource != "leases")
            .Select(request => $"{request.Verb} {request.Resource} {request.Namespace}/{request.Name}");
    }

    public async ValueTask DisposeAsync()
    {
        await StopControllerAsync();
        await access.DisposeAsync();
        await History.DisposeAsync();
        Api.Dispose();
        if (Local is not null) await Local.DisposeAsync();
        File.Delete(kubeconfig);
    }

    private static async Task<Stage> OpenAsync(LocalKubernetes.LocalCluster? local, string adminKubeconfig, bool isClusterWide = true)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var api = new RawApi(adminKubeconfig);
        var access = new Access(api);
        await access.GrantAsync(isClusterWide, cancellation);
        var kubeconfig = Path.Combine(Path.GetTempPath(), $"netpol-e2e-{Guid.NewGuid():N}.kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, local?.KubeconfigFor("netpol-orleans", "netpol-orleans") ?? await access.KubeconfigAsync(cancellation), cancellation);
        return new(local, api, await History.StartAsync(api, cancellation), access, kubeconfig);
    }
}
