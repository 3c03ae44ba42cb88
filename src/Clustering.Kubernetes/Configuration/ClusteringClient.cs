using k8s;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>The API client of the clustering alone, so that it does not meet the application's own in the container.</summary>
internal sealed class ClusteringClient(IKubernetes client)
{
    public IKubernetes Client { get; } = client;

    /// <summary>A client from the pod's service account or the ambient kubeconfig, which notices a dead connection within seconds.</summary>
    public static IKubernetes Default()
    {
        var configuration = KubernetesClientConfiguration.BuildDefaultConfig();
        configuration.FirstMessageHandlerSetup = handler =>
        {
            handler.ConnectTimeout = TimeSpan.FromSeconds(5);
            handler.KeepAlivePingDelay = TimeSpan.FromSeconds(15);
            handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        };
        return new k8s.Kubernetes(configuration);
    }
}
