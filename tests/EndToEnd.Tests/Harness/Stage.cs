using LocalKubernetes;
using NetpolOrleans.Silo.Configuration;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>A cluster, a controller in it, and everything that happens there.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private const string Account = "system:serviceaccount:netpol-orleans:controller";

    private readonly string? ownKubeconfig;

    private Stage(LocalKubernetes.LocalCluster? local, RawApi api, History history, string? ownKubeconfig) =>
        (Local, Api, History, this.ownKubeconfig) = (local, api, history, ownKubeconfig);

    /// <summary>The local cluster's own controls; null where the cluster is a real one.</summary>
    public LocalKubernetes.LocalCluster? Local { get; }

    public RawApi Api { get; }

    public History History { get; }

    public Controller? Controller { get; private set; }

    /// <summary>The cluster that NETPOL_TEST_KUBECONFIG names, never an ambient one.</summary>
    public static string? RealKubeconfig => Environment.GetEnvironmentVariable("NETPOL_TEST_KUBECONFIG") is { Length: > 0 } named ? named : null;

    /// <summary>A local cluster of this test's own, whose controllers are quick.</summary>
    public static async Task<Stage> LocalAsync(Func<LocalClusterOptions, LocalClusterOptions>? configure = null)
    {
        var options = new LocalClusterOptions
        {
            RolloutDelay = TimeSpan.FromMilliseconds(20), PodStartDelay = TimeSpan.FromMilliseconds(50), PodTerminationDelay = TimeSpan.FromMilliseconds(300),
        };
        var local = await LocalKubernetes.LocalCluster.StartAsync(configure?.Invoke(options) ?? options, TestContext.Current.CancellationToken);
        var own = Path.Combine(Path.GetTempPath(), $"netpol-e2e-{Guid.NewGuid():N}.kubeconfig");
        await File.WriteAllTextAsync(own, local.KubeconfigFor("netpol-orleans", "controller"), TestContext.Current.CancellationToken);
        return await OpenAsync(local, local.KubeconfigPath, own);
    }

    /// <summary>The real cluster.</summary>
    public static Task<Stage> RealAsync() => OpenAsync(null, RealKubeconfig!, null);

    /// <summary>Starts the controller, or another one after the first was stopped.</summary>
    public async Task<Controller> StartControllerAsync(Action<SiloOptions>? configure = null)
    {
        Controller = await Controller.StartAsync(ownKubeconfig ?? Api.Kubeconfig, configure);
        History.Explain = () => Controller.Log.Tail;
        await Controller.ReadyAsync();
        return Controller;
    }

    public async Task StopControllerAsync()
    {
        if (Controller is not null) await Controller.DisposeAsync();
        Controller = null;
    }

    /// <summary>What the controller wrote, as <c>verb resource name</c>; local clusters only.</summary>
    public IReadOnlyList<string> Writes =>
    [
        .. Local!.Requests.Recent.Where(request => request.User == Account && request.IsWrite && request.Resource != "leases")
            .Select(request => $"{request.Verb} {request.Resource} {request.Namespace}/{request.Name}"),
    ];

    public async ValueTask DisposeAsync()
    {
        await StopControllerAsync();
        await History.DisposeAsync();
        Api.Dispose();
        if (Local is not null) await Local.DisposeAsync();
        if (ownKubeconfig is not null) File.Delete(ownKubeconfig);
    }

    private static async Task<Stage> OpenAsync(LocalKubernetes.LocalCluster? local, string kubeconfig, string? own)
    {
        var api = new RawApi(kubeconfig);
        return new(local, api, await History.StartAsync(api, TestContext.Current.CancellationToken), own);
    }
}
