using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Names the port that is taken, before the silo has touched the cluster.</summary>
internal sealed class SiloPortCheck(IOptions<EndpointOptions> endpoints) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var endpoint = endpoints.Value.SiloListeningEndpoint ?? new IPEndPoint(endpoints.Value.AdvertisedIPAddress, endpoints.Value.SiloPort);
        try
        {
            using var listener = new TcpListener(endpoint);
            listener.Start();
        }
        catch (SocketException failure)
        {
            throw new ClusteringConfigurationException(
                $"this silo cannot listen on {endpoint} ({failure.SocketErrorCode}): free the port, or set another SiloPort", failure);
        }
    }
}
