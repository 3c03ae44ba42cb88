using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using NetpolOrleans.Silo.Configuration;
using SiloOptions = NetpolOrleans.Silo.Configuration.SiloOptions;

namespace NetpolOrleans.Silo.Hosting;

/// <summary>Before anything starts: are our ports free? The host itself would say so in a stack trace.</summary>
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
