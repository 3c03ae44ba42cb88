using System.Globalization;
using LocalKubernetes;

namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>A wire from each replica to each other one, which nothing between them goes around.</summary>
internal sealed class Wires : IAsyncDisposable
{
    private readonly HeldPort[] ports;
    private readonly Dictionary<(int From, int To), Link> links = [];

    public Wires(int replicas)
    {
        ports = [.. Enumerable.Range(0, replicas).Select(_ => new HeldPort())];
        foreach (var (from, to) in Pairs(replicas)) links[(from, to)] = new(ports[to].Number);
    }

    /// <summary>Starts a replica on its wires.</summary>
    public Setup Of(int ordinal) => new()
    {
        Assembly = Setup.Rewired,
        SiloPort = ports[ordinal].Number,
        Environment = [("FAILOVER_WIRES", string.Join(',', links.Where(link => link.Key.From == ordinal)
            .Select(link => string.Create(CultureInfo.InvariantCulture, $"{ports[link.Key.To].Number}={link.Value.Port}"))))],
    };

    /// <summary>Nothing gets through from one side to the other, nor back.</summary>
    public void Cut(int[] one, int[] other)
    {
        CutOneWay(one, other);
        CutOneWay(other, one);
    }

    /// <summary>Nothing of the senders reaches the receivers; whatever these say reaches the senders.</summary>
    public void CutOneWay(int[] senders, int[] receivers)
    {
        foreach (var sender in senders)
            foreach (var receiver in receivers)
            {
                links[(sender, receiver)].Silence(forth: true, back: false);
                links[(receiver, sender)].Silence(forth: false, back: true);
            }
    }

    public void Mend()
    {
        foreach (var link in links.Values) link.Mend();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in links.Values) await link.DisposeAsync();
        foreach (var port in ports) port.Dispose();
    }

    private static IEnumerable<(int From, int To)> Pairs(int replicas) =>
        from one in Enumerable.Range(0, replicas) from other in Enumerable.Range(0, replicas) where one != other select (one, other);
}
