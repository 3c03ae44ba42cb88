using System.Net;
using System.Net.Sockets;

namespace NetpolOrleans.Silo.Hosting;

/// <summary>
/// A free port that the system gives to nobody else before the silo listens on it: a socket is bound to it that does not listen. On Linux the silo may share it;
/// elsewhere it may not, and the port is only known to have been free.
/// </summary>
internal sealed class HeldPort : IDisposable
{
    private readonly Socket holder = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public HeldPort()
    {
        holder.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = ((IPEndPoint)holder.LocalEndPoint!).Port;
        if (!OperatingSystem.IsLinux()) holder.Dispose();
    }

    /// <summary>Its number.</summary>
    public int Number { get; }

    public void Dispose() => holder.Dispose();
}
