using k8s;
using LocalKubernetes;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>The API servers that the suite runs against: one in this process, and the one that NETPOL_TEST_KUBECONFIG names.</summary>
public static class Servers
{
    public const string Local = "local", Real = "real";

    private static readonly string? RealKubeconfig = Environment.GetEnvironmentVariable("NETPOL_TEST_KUBECONFIG");

    private static readonly Lazy<Task<LocalCluster>> LocalServer = new(() => LocalCluster.StartAsync(new LocalClusterOptions { SimulateControllers = false }));

    public static TheoryData<string> All => RealKubeconfig is null ? [Local] : [Local, Real];

    public static async Task<string> KubeconfigAsync(string server) =>
        server == Local ? (await LocalServer.Value).KubeconfigPath : RealKubeconfig!;

    public static async Task<KubernetesClientConfiguration> ConfigurationAsync(string server) =>
        KubernetesClientConfiguration.BuildConfigFromConfigFile(await KubeconfigAsync(server));
}
