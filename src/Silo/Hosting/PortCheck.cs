using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using NetpolOrleans.Silo.Configuration;
using SiloOptions = NetpolOrleans.Silo.Configuration.SiloOptions;

namespace NetpolOrleans.Silo.Hosting;

/// <summary>Before anything starts: are our ports free, and is the address ours? The host itself would say so in a stack trace, or never.</summary>
public static class PortCheck
{
    /// <summary>Tries the ports that are to be opened; 0 is always free.</summary>
    /// <exception cref="ValidationException">A port is taken; the message names the option that changes it.</exception>
    public static void Require(SiloOptions options)
    {
        var address = options.Clustering == ClusteringMode.Localhost ? IPAddress.Loopback : IPAddress.Any;
        Require(address, options.HttpPort, nameof(SiloOptions.HttpPort));
        Require(address, options.SiloPort, nameof(SiloOptions.SiloPort));
        Require(address, options.GatewayPort, nameof(SiloOptions.GatewayPort));
        if (options.Clustering == ClusteringMode.Kubernetes && IPAddress.TryParse(PodEnvironment.Address, out var own)) RequireOwn(own);
    }

    /// <summary>Others would try to reach a replica at an address of somebody else, and give it up for dead.</summary>
    private static void RequireOwn(IPAddress address)
    {
        try
        {
            using var probe = new TcpListener(address, 0);
            probe.Start();
        }
        catch (SocketException e)
        {
            throw new ValidationException($"POD_IP is {address}, which is no address of this pod ({e.Message}): set it from status.podIP, as k8s/base/statefulset.yaml does", e);
        }
    }

    private static void Require(IPAddress address, int port, string option)
    {
        if (port == 0) return;
        try
        {
            using var probe = new TcpListener(address, port);
            probe.Start();
        }
        catch (SocketException e)
        {
            throw new ValidationException($"port {port} cannot be opened ({e.Message}): choose another {SettingName.Flag(option)}, or stop what holds it", e);
        }
    }
}
