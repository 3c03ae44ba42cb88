using k8s;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NetpolOrleans.Clustering.Kubernetes.TestSilo;

/// <summary>A silo with nothing but its membership.</summary>
public static class TestSilo
{
    public static HostApplicationBuilder CreateBuilder(Action<KubernetesClusteringOptions> configure)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("NetpolOrleans", LogLevel.Information);
        builder.UseOrleans(silo => silo.UseKubernetesClustering(configure));
        return builder;
    }

    public static IKubernetes ClientOf(string kubeconfig) =>
        new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
}
