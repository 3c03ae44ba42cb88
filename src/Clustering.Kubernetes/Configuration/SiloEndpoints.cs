using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Advertises the pod's address, listens on every address of its family, and opens no client gateway.</summary>
internal sealed class SiloEndpoints(IOptions<KubernetesClusteringOptions> clustering) : IConfigureOptions<EndpointOptions>
{
    public void Configure(EndpointOptions options)
    {
        var settings = clustering.Value;
        options.SiloPort = settings.SiloPort;
        options.GatewayPort = 0;
        if (settings.PodIP is null)
            return;

        options.AdvertisedIPAddress = IPAddress.Parse(settings.PodIP);
        options.SiloListeningEndpoint = new IPEndPoint(AnyOf(options.AdvertisedIPAddress), settings.SiloPort);
    }

    private static IPAddress AnyOf(IPAddress address) =>
        IPAddress.IsLoopback(address) ? address
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any
        : IPAddress.Any;
}
