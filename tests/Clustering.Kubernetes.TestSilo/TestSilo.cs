using k8s;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

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

    /// <summary>Makes it wait for answers to its probes for longer than any machine is busy: it votes where a port is closed, and nowhere else.</summary>
    public static void BePatient(HostApplicationBuilder builder) =>
        builder.Services.PostConfigure<ClusterMembershipOptions>(options => options.MaxProbeTimeout = TimeSpan.FromMinutes(2));

    public static IKubernetes ClientOf(string kubeconfig) =>
        new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
}
