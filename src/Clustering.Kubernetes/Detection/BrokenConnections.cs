using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// Notices at once that a silo's process has ended: its connections break, and its port refuses new ones. Then this silo votes for its death,
/// instead of waiting until probes have been missed. Whatever else is wrong with a silo is left to the probes.
/// </summary>
internal sealed class BrokenConnections(
    IClusterMembershipService membership, TableStore store, TableMemory memory, MembershipPush push, SiloIdentity self,
    IOptions<ClusterMembershipOptions> options, TimeProvider time, ILogger<BrokenConnections> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Fresh = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<SiloAddress, Task> _examined = new();

    /// <summary>Sees this silo's connections with others end.</summary>
    public static void Observe(SiloConnectionOptions connections, IServiceProvider services)
    {
        connections.ConfigureSiloOutboundConnection(connection => connection.Use(next => context => RunAsync(next, context, isOutbound: true)));
        connections.ConfigureSiloInboundConnection(connection => connection.Use(next => context => RunAsync(next, context, isOutbound: false)));

        async Task RunAsync(ConnectionDelegate next, ConnectionContext context, bool isOutbound)
        {
            try
            {
                await next(context);
            }
            finally
            {
                services.GetRequiredService<BrokenConnections>().Note(context.RemoteEndPoint as IPEndPoint, isOutbound);
            }
        }
    }

    /// <summary>A connection has ended. Returns at once. Of one that was accepted only the address tells whose it was.</summary>
    public void Note(IPEndPoint? remote, bool isOutbound) =>
        Examine(silo => isOutbound ? silo.Endpoint.Equals(remote) : silo.Endpoint.Address.Equals(remote?.Address.IsIPv4MappedToIPv6 == true ? remote.Address.MapToIPv4() : remote?.Address));

    /// <summary>Others suspect silos: this one looks for itself. Returns at once.</summary>
    public void Note(TableContents table)
    {
        var oldest = time.GetUtcNow().UtcDateTime - Fresh;
        Examine(silo => table.Find(silo) is { Status: SiloStatus.Active } row && row.Suspicions.Any(vote => vote.At > oldest));
    }

    private void Examine(Func<SiloAddress, bool> which)
    {
        foreach (var silo in membership.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress))
            if (!silo.Equals(self.Address) && which(silo) && (!_examined.TryGetValue(silo, out var last) || last.IsCompleted))
                _examined[silo] = Task.Run(() => ExamineAsync(silo));
    }

    private async Task ExamineAsync(SiloAddress silo)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            if (await ClosedPort.IsProvenAsync(silo.Endpoint, time, patience.Token))
                await VoteAsync(silo, patience.Token);
        }
        catch (Exception failure)
        {
            Log.VoteFailed(log, silo, failure.Message);
        }
    }

    /// <summary>Others see the same and write at the same time: it reads and writes until its vote is in, or the silo is dead.</summary>
    internal async Task VoteAsync(SiloAddress silo, CancellationToken cancellation)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(500));
        while (true)
        {
            var floor = memory.Version;
            var table = memory.Accept(await store.ReadAsync(cancellation), floor);
            if (DeathVote.Cast(table, silo, self.Address, time.GetUtcNow().UtcDateTime, options.Value) is not { } voted)
            {
                push.Announce(table);
                return;
            }

            if (await store.ReplaceAsync(voted, cancellation) is { } written)
            {
                Log.VotedDead(log, silo, written.Find(silo)!.IsDead ? "it is declared dead" : "another vote is needed");
                push.Announce(written);
                return;
            }

            await Task.Delay(backoff.Next(), time, cancellation);
        }
    }
}
