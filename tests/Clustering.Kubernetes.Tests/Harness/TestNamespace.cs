using System.Globalization;
using k8s;
using k8s.Models;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>A namespace of one test, with what the test does to a cluster from outside.</summary>
public sealed class TestNamespace : IAsyncDisposable
{
    public const string ClusterId = "test";
    public const string Table = $"orleans-{ClusterId}";

    private TestNamespace(IKubernetes client, string name, string kubeconfig) => (Client, Name, Kubeconfig) = (client, name, kubeconfig);

    public IKubernetes Client { get; }

    public string Name { get; }

    public string Kubeconfig { get; }

    public static async Task<TestNamespace> CreateAsync(string server)
    {
        var client = new k8s.Kubernetes(await Servers.ConfigurationAsync(server));
        var name = $"clustering-{Guid.NewGuid().ToString("N")[..10]}";
        await client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = name } }, cancellationToken: Token);
        return new TestNamespace(client, name, await Servers.KubeconfigAsync(server));
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<V1ConfigMap> TableAsync() => Client.CoreV1.ReadNamespacedConfigMapAsync(Table, Name, cancellationToken: Token);

    public async Task<IList<V1Lease>> LeasesAsync() => (await Client.CoordinationV1.ListNamespacedLeaseAsync(Name, cancellationToken: Token)).Items;

    public Task DeleteTableAsync() => Client.CoreV1.DeleteNamespacedConfigMapAsync(Table, Name, cancellationToken: Token);

    public async Task EditTableAsync(Action<IDictionary<string, string>> edit)
    {
        while (true)
        {
            var table = await TableAsync();
            table.Data ??= new Dictionary<string, string>();
            edit(table.Data);
            try
            {
                await Client.CoreV1.ReplaceNamespacedConfigMapAsync(table, Table, Name, cancellationToken: Token);
                return;
            }
            catch (k8s.Autorest.HttpOperationException conflict) when (conflict.Response.StatusCode == System.Net.HttpStatusCode.Conflict)
            {
                // a silo wrote in between
            }
        }
    }

    /// <summary>A pod that exists and runs nothing; returns its uid.</summary>
    public async Task<string> CreatePodAsync(string name, string address, string? owner = null)
    {
        var workload = owner is null ? null : await CreateOwnerAsync(owner);
        var pod = await Client.CoreV1.CreateNamespacedPodAsync(
            new V1Pod
            {
                Metadata = new V1ObjectMeta
                {
                    Name = name,
                    OwnerReferences = workload is null ? null : [workload],
                },
                Spec = new V1PodSpec { Containers = [new V1Container { Name = "silo", Image = "silo" }], AutomountServiceAccountToken = false },
            },
            Name, cancellationToken: Token);
        var status = string.Create(CultureInfo.InvariantCulture, $$$"""{"status":{"podIP":"{{{address}}}","podIPs":[{"ip":"{{{address}}}"}]}}""");
        await Client.CoreV1.PatchNamespacedPodStatusAsync(new V1Patch(status, V1Patch.PatchType.MergePatch), name, Name, cancellationToken: Token);
        return pod.Metadata.Uid;
    }

    /// <summary>An owner that no garbage collector misses and no controller acts on.</summary>
    private async Task<V1OwnerReference> CreateOwnerAsync(string name)
    {
        var owner = await Client.CoreV1.CreateNamespacedConfigMapAsync(
            new V1ConfigMap { Metadata = new V1ObjectMeta { Name = name } }, Name, cancellationToken: Token);
        return new V1OwnerReference { ApiVersion = "v1", Kind = "ConfigMap", Name = name, Uid = owner.Metadata.Uid, Controller = true };
    }

    public Task DeletePodAsync(string name) => Client.CoreV1.DeleteNamespacedPodAsync(name, Name, gracePeriodSeconds: 0, cancellationToken: Token);

    public async ValueTask DisposeAsync()
    {
        await Client.CoreV1.DeleteNamespaceAsync(Name, cancellationToken: CancellationToken.None);
        Client.Dispose();
    }
}
