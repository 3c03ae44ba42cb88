using System.Net;
using System.Net.Sockets;
using LocalKubernetes;

namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>
/// A wire to a port of this machine, which a test can cut: refused, as after a reboot, or silent, as where a network loses packets. What is
/// on its way in a silent wire arrives once it is mended, as TCP would send it again.
/// </summary>
internal sealed class Link : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly IPEndPoint target;
    private readonly HashSet<Socket> sockets = [];
    private readonly CancellationTokenSource ending = new();
    private readonly HeldPort port = new();
    private Socket? listener;
    private Valve forth = Valve.Open(), back = Valve.Open();

    public Link(int target)
    {
        this.target = new(IPAddress.Loopback, target);
        Listen();
    }

    /// <summary>Where it begins; nobody else gets this port while it is refused.</summary>
    public int Port => port.Number;

    /// <summary>Closes what there is, and refuses what comes.</summary>
    public void Refuse()
    {
        lock (gate)
        {
            listener?.Dispose();
            listener = null;
            foreach (var socket in sockets) socket.Close(0);
            sockets.Clear();
        }
    }

    /// <summary>Accepts connections, and lets nothing through.</summary>
    public void Silence() => Silence(forth: true, back: true);

    /// <summary>Lets nothing through from who dials, or to it, or both.</summary>
    public void Silence(bool forth, bool back)
    {
        lock (gate)
        {
            if (forth && this.forth.IsOpen) this.forth = new();
            if (back && this.back.IsOpen) this.back = new();
        }
    }

    /// <summary>Is as it was in the beginning.</summary>
    public void Mend()
    {
        lock (gate)
        {
            forth.Release();
            back.Release();
            if (listener is null) Listen();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        Refuse();
        port.Dispose();
        ending.Dispose();
    }

    private void Listen()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        socket.Listen(512);
        listener = socket;
        _ = AcceptAsync(socket);
    }

    private async Task AcceptAsync(Socket socket)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                _ = JoinAsync(await socket.AcceptAsync(ending.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private async Task JoinAsync(Socket dialled)
    {
        var reached = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            dialled.NoDelay = reached.NoDelay = true;
            Keep(dialled);
            await reached.ConnectAsync(target, ending.Token);
            Keep(reached);
            await Task.WhenAny(PumpAsync(dialled, reached, () => forth), PumpAsync(reached, dialled, () => back));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The connection ends as it would have without the wire.
        }
        finally
        {
            lock (gate)
            {
                sockets.Remove(dialled);
                sockets.Remove(reached);
            }

            dialled.Dispose();
            reached.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Func<Valve> valve)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, SocketFlags.None, ending.Token) is > 0 and var count)
        {
            await Current(valve).PassAsync(ending.Token);
            for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), SocketFlags.None, ending.Token);
        }

        await Current(valve).PassAsync(ending.Token); // a silent wire does not tell that the other side is gone
    }

    private Valve Current(Func<Valve> valve)
    {
        lock (gate) return valve();
    }

    private void Keep(Socket socket)
    {
        lock (gate)
        {
            if (listener is null) throw new OperationCanceledException();
            sockets.Add(socket);
        }
    }

    /// <summary>One direction.</summary>
    private sealed class Valve
    {
        private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsOpen => opened.Task.IsCompleted;

        public static Valve Open()
        {
            var valve = new Valve();
            valve.Release();
            return valve;
        }

        public void Release() => opened.TrySetResult();

        public Task PassAsync(CancellationToken cancellation) => opened.Task.WaitAsync(cancellation);
    }
}
