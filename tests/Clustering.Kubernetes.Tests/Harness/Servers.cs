using System.Text;
using k8s;
using k8s.Models;
using LocalKubernetes;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>The API servers that the suite runs against: one in this process, and the one that NETPOL_TEST_KUBECONFIG names.</summary>
public static class Servers
{
    public const string Local = "local", Real = "real";

    private static readonly string? RealKubeconfig = Environment.GetEnvironmentVariable("NETPOL_TEST_KUBECONFIG");

    private static readonly Lazy<Task<LocalCluster>> LocalServer = new(() => LocalCluster.StartAsync(new LocalClusterOptions { SimulateControllers = false }));

    /// <summary>The server in this process, for what only it can be asked to do.</summary>
    public static Task<LocalCluster> LocalAsync() => LocalServer.Value;

    public static TheoryData<string> All => RealKubeconfig is null ? [Local] : [Local, Real];

    public static async Task<string> KubeconfigAsync(string server) =>
        server == Local ? (await LocalServer.Value).KubeconfigPath : RealKubeconfig!;

    /// <summary>The configuration of a service account, whose rights are only what its roles grant where the server has RBAC.</summary>
    public static async Task<KubernetesClientConfiguration> ConfigurationOfAsync(string server, TestNamespace space, string serviceAccount)
    {
        if (server == Local)
        {
            using var text = new MemoryStream(Encoding.UTF8.GetBytes((await LocalServer.Value).KubeconfigFor(space.Name, serviceAccount)));
            return KubernetesClientConfiguration.BuildConfigFromConfigFile(text);
        }

        var token = await space.Client.CoreV1.CreateNamespacedServiceAccountTokenAsync(
            new Authenticationv1TokenRequest { Spec = new V1TokenRequestSpec { Audiences = [] } }, serviceAccount, space.Name);
        var admin = await ConfigurationAsync(server);
        return new KubernetesClientConfiguration { Host = admin.Host, SslCaCerts = admin.SslCaCerts, AccessToken = token.Status.Token };
    }

    public static async Task<KubernetesClientConfiguration> ConfigurationAsync(string server) =>
        KubernetesClientConfiguration.BuildConfigFromConfigFile(await KubeconfigAsync(server));
}
