using System.Net;
using System.Net.Sockets;

namespace LocalKubernetes;

/// <summary>
/// A port of the loopback interface that the system gives to nobody else, whether it is listened on or not: a socket is bound to it that does not listen. On Linux
/// a listener may share it; elsewhere it may not, and the port is only known to have been free.
/// </summary>
public sealed class HeldPort : IDisposable
{
    private readonly Socket holder = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Holds a port.</summary>
    /// <param name="port">Its number; 0 for any that is free.</param>
    /// <exception cref="SocketException">Somebody listens on it.</exception>
    public HeldPort(int port = 0)
    {
        holder.Bind(new IPEndPoint(IPAddress.Loopback, port));
        Number = ((IPEndPoint)holder.LocalEndPoint!).Port;
        if (!OperatingSystem.IsLinux()) holder.Dispose();
    }

    /// <summary>Its number.</summary>
    public int Number { get; }

    /// <summary>Lets it go.</summary>
    public void Dispose() => holder.Dispose();
}
