using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData(null, "ClusterId")]
    [InlineData("", "ClusterId")]
    [InlineData("Blue", "ClusterId must be a DNS label")]
    [InlineData("-blue", "ClusterId must be a DNS label")]
    [InlineData("a.b", "ClusterId must be a DNS label")]
    public void A_cluster_id_is_a_dns_label(string? id, string complaint) => AssertRefused(options => options.ClusterId = id, complaint);

    [Fact]
    public void A_pods_address_is_one() => AssertRefused(options => options.PodIP = "silo-0.silo", "PodIP must be an IPv4 or IPv6 address");

    [Fact]
    public void The_any_address_is_nobodys() => AssertRefused(options => options.PodIP = "0.0.0.0", "PodIP must be an IPv4 or IPv6 address");

    [Fact]
    public void A_fence_must_outlast_two_polls() =>
        AssertRefused(options => (options.PollPeriod, options.FenceTimeout) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)), "FenceTimeout (00:00:03) must be at least twice PollPeriod (00:00:02)");

    [Fact]
    public void The_namespace_must_be_known() => AssertRefused(options => options.Namespace = "", "Namespace is unknown: set it, or POD_NAMESPACE");

    [Fact]
    public void The_downward_api_fills_what_is_left_open()
    {
        var environment = new Dictionary<string, string>
        {
            ["POD_NAME"] = "netpol-2", ["POD_NAMESPACE"] = "netpol", ["POD_UID"] = "abc", ["POD_IP"] = "10.1.2.3",
        };
        var options = new KubernetesClusteringOptions { ClusterId = "blue", Namespace = "mine" };

        new DownwardApi(environment.GetValueOrDefault).PostConfigure(null, options);

        Assert.Equal(("netpol-2", "netpol-2", "abc", "10.1.2.3"), (options.SiloName, options.PodName, options.PodUid, options.PodIP));
        Assert.Equal(("mine", "blue"), (options.Namespace, options.ServiceId));
    }

    [Theory]
    [InlineData("10.1.2.3", "0.0.0.0")]
    [InlineData("fd00::7", "::")]
    [InlineData("127.0.0.2", "127.0.0.2")]
    public void A_silo_listens_on_all_addresses_of_its_pods_family(string podIp, string listening)
    {
        var services = Services(options => (options.PodIP, options.SiloPort) = (podIp, 11500));

        var endpoints = services.GetRequiredService<IOptions<EndpointOptions>>().Value;

        Assert.Equal(podIp, endpoints.AdvertisedIPAddress.ToString());
        Assert.Equal((listening, 11500), (endpoints.SiloListeningEndpoint!.Address.ToString(), endpoints.SiloListeningEndpoint.Port));
        Assert.Equal(0, endpoints.GatewayPort);
    }

    [Theory]
    [InlineData(true, 1, 0)]
    [InlineData(false, 5, 30)]
    public void Failure_detection_and_directory_are_tuned_together_or_not_at_all(bool tuned, int probeSeconds, int leaseSeconds)
    {
        var services = Services(options => options.TuneFailureDetection = tuned);

        Assert.Equal(probeSeconds, services.GetRequiredService<IOptions<ClusterMembershipOptions>>().Value.ProbeTimeout.TotalSeconds);
        Assert.Equal(leaseSeconds, services.GetRequiredService<IOptions<GrainDirectoryOptions>>().Value.RangeLeaseDuration.TotalSeconds);
    }

    private static void AssertRefused(Action<KubernetesClusteringOptions> configure, string complaint)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Services(configure).GetRequiredService<IOptions<KubernetesClusteringOptions>>().Value);
        Assert.Contains(complaint, failure.Message, StringComparison.Ordinal);
    }

    private static IServiceProvider Services(Action<KubernetesClusteringOptions> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseKubernetesClustering(options =>
        {
            (options.ClusterId, options.Namespace, options.SiloName) = ("blue", "default", "silo-0");
            configure(options);
        }));
        return builder.Build().Services;
    }
}
