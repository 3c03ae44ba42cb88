using LocalKubernetes;
using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Kubernetes.Tests.Integration;

/// <summary>
/// A cluster with a namespace of the test's own: the one in this process, or the real one that NETPOL_TEST_KUBECONFIG names (never
/// an ambient one).
/// </summary>
public sealed class ClusterUnderTest : IAsyncDisposable
{
    private ClusterUnderTest(LocalCluster? local, KubernetesConnection connection)
    {
        Local = local;
        Connection = connection;
    }

    /// <summary>The cluster in this process, or null.</summary>
    public LocalCluster? Local { get; }

    public KubernetesConnection Connection { get; }

    public string Namespace { get; } = $"netpol-test-{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>Which clusters there are.</summary>
    public static TheoryData<string> All
    {
        get
        {
            var data = new TheoryData<string>("local");
            if (Environment.GetEnvironmentVariable("NETPOL_TEST_KUBECONFIG") is { Length: > 0 }) data.Add("real");
            return data;
        }
    }

    public static async Task<ClusterUnderTest> StartAsync(string which)
    {
        var local = which == "local" ? await LocalCluster.StartAsync(new LocalClusterOptions { SimulateControllers = false }) : null;
        var path = local?.KubeconfigPath ?? Environment.GetEnvironmentVariable("NETPOL_TEST_KUBECONFIG");
        var cluster = new ClusterUnderTest(local, KubernetesConnection.Open(new() { Kubeconfig = path }, TimeProvider.System));
        await cluster.CreateAsync(ResourceKinds.Namespaces, null, $$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{cluster.Namespace}}}"} }""");
        if (local is not null) await local.SettleAsync(TestContext.Current.CancellationToken); // what every namespace holds from the start is there
        return cluster;
    }

    public Task PutConfigMapAsync(string name, string value) =>
        CreateAsync(ResourceKinds.ConfigMaps, Namespace, $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{name}}}","labels":{"test":"1"} },"data":{"key":"{{{value}}}"} }""");

    public async Task CreateAsync(ResourceKind kind, string? ns, string json)
    {
        using var reply = await Connection.RequireAsync(new("create", kind, ns) { Body = System.Text.Encoding.UTF8.GetBytes(json) }, TestContext.Current.CancellationToken);
    }

    public async Task UpdateAsync(ResourceKind kind, string name, string json)
    {
        using var reply = await Connection.RequireAsync(new("update", kind, Namespace, name) { Body = System.Text.Encoding.UTF8.GetBytes(json) }, TestContext.Current.CancellationToken);
    }

    public async Task DeleteAsync(ResourceKind kind, string? ns, string name)
    {
        using var reply = await Connection.RequireAsync(new("delete", kind, ns, name), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (Local is null) await DeleteAsync(ResourceKinds.Namespaces, null, Namespace);
        Connection.Dispose();
        if (Local is not null) await Local.DisposeAsync();
    }
}
