using System.Net;
using System.Net.Sockets;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Whether a silo's port is closed, which a living silo's is not: however busy it is, the kernel accepts connections for it.</summary>
internal static class ClosedPort
{
    private const int Tries = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500), Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether connections are refused, each time it tries. No answer, or another failure, says nothing: that is for probes.</summary>
    public static async Task<bool> IsProvenAsync(IPEndPoint endpoint, TimeProvider time, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (attempt > 0)
                await Task.Delay(Pause, time, cancellation);
            if (!await IsRefusedAsync(endpoint, time, cancellation))
                return false;
        }

        return true;
    }

    private static async Task<bool> IsRefusedAsync(IPEndPoint endpoint, TimeProvider time, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, either.Token);
            return false;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode == SocketError.ConnectionRefused;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
