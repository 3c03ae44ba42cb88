using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// Declares silos dead whose pod is gone, while the cluster runs. Writes the table itself, until it is written: a kill that is asked of
/// Orleans is forgotten when another write comes first. The older a silo, the more often it looks, so that many silos together ask little.
/// </summary>
internal sealed class SiloReaper(
    TableStore store, PodReader pods, TableMemory memory, MembershipPush push, SiloIdentity self, IOptions<KubernetesClusteringOptions> options,
    ClusteringMetrics metrics, TimeProvider time, ILogger<SiloReaper> log)
{
    private int _tick;

    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Value.ReapPeriod, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                await ReapAsync(++_tick, stopping);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                Log.ReapingFailed(log, failure.Message, options.Value.ReapPeriod);
            }
        }
    }

    /// <summary>Observes, decides and writes, again and again until no defunct silo is left in the table.</summary>
    public async Task ReapAsync(int tick, CancellationToken stopping)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1));
        while (true)
        {
            var floor = memory.Version;
            var table = memory.Accept(await store.ReadAsync(stopping), floor);
            if (!IsMyTurn(table, tick))
                return;
            var found = await pods.FindAsync(table.Living.Where(row => !row.Address.Equals(self.Address)).Select(row => row.PodName), stopping);
            var defunct = DefunctSilos.Among(table.Rows.Values, self, found);
            if (defunct.IsEmpty)
                return;

            var now = time.GetUtcNow().UtcDateTime;
            var reaped = defunct.Aggregate(table, (contents, silo) => contents.With(silo.Row.DeclaredDead(self.Address, now)));
            if (await store.ReplaceAsync(reaped with { Version = table.Version + 1 }, stopping) is { } written)
            {
                metrics.Reaped(defunct.Length);
                foreach (var silo in defunct)
                    Log.Reaped(log, silo.Row.Name, silo.Row.Silo, silo.Reason);
                push.Announce(written);
                return;
            }

            await Task.Delay(backoff.Next(), time, stopping);
        }
    }

    /// <summary>The two oldest at every tick, the next two at every second, and so on: the oldest may be the ones that are gone.</summary>
    private bool IsMyTurn(TableContents table, int tick)
    {
        var older = table.Living.Count(row => row.Status == SiloStatus.Active
            && (row.StartTime, row.Silo).CompareTo((table.Find(self.Address)?.StartTime ?? DateTime.MaxValue, self.Address.ToParsableString())) < 0);
        return tick % (1 + (older / 2)) == 0;
    }
}
