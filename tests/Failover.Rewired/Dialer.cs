using System.Net;
using Microsoft.AspNetCore.Connections;

namespace NetpolOrleans.Failover.Rewired;

/// <summary>Dials the test's wire to a replica where there is one, and not the replica itself.</summary>
internal sealed class Dialer(IConnectionFactory inner, IReadOnlyDictionary<int, int> wires) : IConnectionFactory
{
    public ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        inner.ConnectAsync(endpoint is IPEndPoint ip && wires.TryGetValue(ip.Port, out var wire) ? new IPEndPoint(ip.Address, wire) : endpoint, cancellationToken);
}
