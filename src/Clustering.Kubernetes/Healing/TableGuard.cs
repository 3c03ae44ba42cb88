using Microsoft.Extensions.Logging;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Carries a repair out. All silos see the same event and try; the API server lets one of them succeed.</summary>
internal sealed class TableGuard(
    TableStore store, TableMemory memory, PodReader pods, SiloIdentity self, ClusteringMetrics metrics, ILogger<TableGuard> log)
{
    /// <param name="last">what the object held before the event</param>
    /// <returns>the contents that the object has from now on, as far as this silo can tell</returns>
    public async Task<TableContents> RestoreAsync(TableContents last, TableReading now, CancellationToken cancellation)
    {
        if (!memory.HasJoined)
            return memory.Accept(now, 0); // nothing of this silo's is in it yet
        var repair = TableRepairs.For(last, now);
        if (repair == TableRepair.None)
            return ((TableReading.Usable)now).Contents;
        var cause = memory.Objection(now, last.Version) ?? $"{store.Name} was replaced";
        if (repair == TableRepair.Yield && now is TableReading.Usable other && await IsDesertedAsync(last, other.Contents, cancellation))
            repair = TableRepair.Overwrite;
        if (repair == TableRepair.Yield)
        {
            Log.TableYielded(log, cause);
            return last;
        }

        var restored = repair == TableRepair.Recreate
            ? await store.CreateAsync(last, cancellation)
            : await store.ReplaceAsync(last with { Source = SourceOf(now) }, cancellation);
        if (restored is null)
        {
            Log.RestoredElsewhere(log, cause);
            return last;
        }

        metrics.Restored();
        Log.TableRestored(log, cause, last.Version, last.Rows.Count);
        return restored;
    }

    /// <summary>Whether no silo of another table can be running beside ours: it is ours, or has the address of a newer one of ours, or its pod is gone.</summary>
    private async Task<bool> IsDesertedAsync(TableContents last, TableContents other, CancellationToken cancellation)
    {
        var strangers = other.Living.Where(row => !last.Living.Any(ours =>
            ours.Address.Endpoint.Equals(row.Address.Endpoint) && ours.Address.Generation >= row.Address.Generation)).ToList();
        var found = await pods.FindAsync(strangers.Select(row => row.PodName), cancellation);
        return DefunctSilos.Among(strangers, self, found).Length == strangers.Count;
    }

    private static k8s.Models.V1ConfigMap SourceOf(TableReading reading) => reading switch
    {
        TableReading.Blank blank => blank.Source,
        TableReading.Damaged damaged => damaged.Source,
        TableReading.Usable usable => usable.Contents.Source,
        _ => throw new InvalidOperationException($"{reading} cannot be written over"),
    };
}
