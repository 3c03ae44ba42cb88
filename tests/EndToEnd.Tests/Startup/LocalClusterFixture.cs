namespace NetpolOrleans.EndToEnd.Tests.Startup;

/// <summary>A cluster to which starts are refused, and files for them.</summary>
public sealed class LocalClusterFixture : IAsyncLifetime
{
    private readonly List<string> files = [];
    private LocalKubernetes.LocalCluster cluster = null!;

    public string Kubeconfig => cluster.KubeconfigPath;

    public string Text => cluster.Kubeconfig;

    public string Token => cluster.AdminToken;

    public int Port => cluster.Uri.Port;

    public async ValueTask InitializeAsync() => cluster = await LocalKubernetes.LocalCluster.StartAsync(new() { SimulateControllers = false });

    public async Task<string> FileAsync(string text)
    {
        var path = Path.Combine(Path.GetTempPath(), $"netpol-e2e-{Guid.NewGuid():N}.kubeconfig");
        files.Add(path);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in files) File.Delete(file);
        await cluster.DisposeAsync();
    }
}
