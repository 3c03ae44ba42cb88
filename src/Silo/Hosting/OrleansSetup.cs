using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NetpolOrleans.Silo.Configuration;
using Orleans.Configuration;
using SiloOptions = NetpolOrleans.Silo.Configuration.SiloOptions;
using Orleans.Serialization;

namespace NetpolOrleans.Silo.Hosting;

/// <summary>Orleans as we use it.</summary>
public static class OrleansSetup
{
    /// <summary>Our messages are plain records: they travel as JSON, which tolerates replicas of neighbouring versions.</summary>
    private static readonly JsonSerializerOptions Json = new() { IgnoreReadOnlyProperties = true };

    /// <summary>Adds clustering and serialization.</summary>
    public static ISiloBuilder AddNetpol(this ISiloBuilder silo, SiloOptions options)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.Instance, "netpol-orleans"));
        silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(
            type => type.Namespace?.StartsWith("NetpolOrleans.", StringComparison.Ordinal) == true, Json));
        return options.Clustering switch
        {
            Clustering.Localhost => Alone(silo, options),
            _ => throw new NotSupportedException("kubernetes clustering"),
        };
    }

    private static ISiloBuilder Alone(ISiloBuilder silo, SiloOptions options)
    {
        var port = options.SiloPort == 0 ? FreePort() : options.SiloPort;
        return silo.UseLocalhostClustering(port, options.GatewayPort, new IPEndPoint(IPAddress.Loopback, port), "netpol-orleans", options.Instance);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
