using k8s;

namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>The way from all replicas to the API server, which can be cut while the tests themselves still reach it.</summary>
internal sealed class ApiWay : IAsyncDisposable
{
    private readonly Link link;

    private ApiWay(Link link, string kubeconfig) => (this.link, Kubeconfig) = (link, kubeconfig);

    /// <summary>The controller's kubeconfig, with this way in it.</summary>
    public string Kubeconfig { get; }

    public static ApiWay Of(World world)
    {
        var server = new Uri(KubernetesClientConfiguration.BuildConfigFromConfigFile(world.Kubeconfig).Host);
        var link = new Link(server.Port);
        var path = Path.Combine(Path.GetTempPath(), $"netpol-failover-{Guid.NewGuid():N}.kubeconfig");
        File.WriteAllText(path, File.ReadAllText(world.Kubeconfig).Replace($"{server.Host}:{server.Port}", $"127.0.0.1:{link.Port}", StringComparison.Ordinal));
        return new(link, path);
    }

    /// <summary>The API server is gone: connections are closed, and refused.</summary>
    public void Refuse() => link.Refuse();

    /// <summary>The API server's machine is there, and answers nothing.</summary>
    public void Silence() => link.Silence();

    public void Mend() => link.Mend();

    public async ValueTask DisposeAsync()
    {
        await link.DisposeAsync();
        File.Delete(Kubeconfig);
    }
}
