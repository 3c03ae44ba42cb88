using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// Brings a starting silo to a table that it may join: one that exists, is of a kindred cluster, and holds no row of the provably dead, whom
/// Orleans would otherwise wait for. Retried until it has happened, or the time is up.
/// </summary>
internal sealed class TableJoin(
    TableStore store, HeartbeatLeases heartbeats, PodReader pods, TableMemory memory, SiloIdentity self,
    IOptions<KubernetesClusteringOptions> options, ClusteringMetrics metrics, TimeProvider time, ILogger<TableJoin> log)
{
    private long? _withoutTableSince;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));
        while (!await TryAsync(started, cancellation))
            await Task.Delay(backoff.Next(), time, cancellation);
    }

    private async Task<bool> TryAsync(long started, CancellationToken cancellation)
    {
        try
        {
            var claim = new TableClaim(await WorkloadAsync(cancellation), options.Value.Protocol);
            return await store.ReadAsync(cancellation) switch
            {
                TableReading.Usable usable => await EnterAsync(usable.Contents, claim, cancellation),
                TableReading.Foreign foreign => throw new ClusteringConfigurationException(foreign.Reason),
                var none => await FoundAsync(none, claim, cancellation),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutException or ApiRefusedException)
        {
            if (time.GetElapsedTime(started) > options.Value.JoinTimeout)
                throw new ClusteringConfigurationException(
                    $"{store.Name} could not be reached for {options.Value.JoinTimeout} ({failure.Message}): check the API server and the way to it", failure);
            Log.JoinRetried(log, store.Name, failure.Message);
            return false;
        }
    }

    private async Task<bool> EnterAsync(TableContents table, TableClaim claim, CancellationToken cancellation)
    {
        _withoutTableSince = null;
        var found = await pods.FindAsync(table.Living.Select(row => row.PodName), cancellation);
        var defunct = DefunctSilos.Among(table.Rows.Values, self, found);
        switch (Admission.To(table, claim, store.Name, self, defunct, time.GetUtcNow().UtcDateTime))
        {
            case Admission.Refuse refusal:
                throw new ClusteringConfigurationException(refusal.Sentence);
            case Admission.Amend amendment:
                if (await store.ReplaceAsync(amendment.Contents, cancellation) is not { } amended)
                    return false;
                metrics.Reaped(amendment.Reaped.Length);
                foreach (var silo in amendment.Reaped)
                    Log.Reaped(log, silo.Row.Name, silo.Row.Silo, silo.Reason);
                memory.Enter(amended, claim);
                return true;
            default:
                memory.Enter(table, claim);
                return true;
        }
    }

    /// <summary>Makes a new table, unless silos may be running that will restore the old one: those get time to do it, or to stop.</summary>
    private async Task<bool> FoundAsync(TableReading none, TableClaim claim, CancellationToken cancellation)
    {
        var patience = 1.5 * options.Value.TableLossTimeout;
        var others = await OthersAsync(cancellation);
        if (others.Count > 0 && _withoutTableSince is null)
            Log.WaitingForTable(log, memory.Objection(none, 0), string.Join(", ", others.Select(other => other.Silo)), patience);
        _withoutTableSince ??= time.GetTimestamp();
        if (others.Count > 0 && time.GetElapsedTime(_withoutTableSince.Value) < patience)
            return false;

        var created = none switch
        {
            TableReading.Blank blank => await store.ReplaceAsync(TableContents.Empty(claim, store.Name, 0, blank.Source), cancellation),
            TableReading.Damaged damaged => await store.ReplaceAsync(TableContents.Empty(claim, store.Name, 0, damaged.Source), cancellation),
            _ => await store.CreateAsync(TableContents.Empty(claim, store.Name, 0), cancellation),
        };
        if (created is not null)
            Log.TableFounded(log, memory.Objection(none, 0), created.Incarnation);
        return false;
    }

    private async Task<List<Heartbeat>> OthersAsync(CancellationToken cancellation)
    {
        var beats = await heartbeats.ListAsync(cancellation);
        var found = await pods.FindAsync(beats.Select(beat => beat.PodName), cancellation);
        return [.. beats.Where(beat => beat.PodUid != self.PodUid || self.PodUid is null)
            .Where(beat => beat.PodName is null || !found.TryGetValue(beat.PodName, out var pod) || (pod is { HasEnded: false } && pod.Uid == beat.PodUid))
            .Where(beat => !beat.Silo.Endpoint.Equals(self.Address.Endpoint))];
    }

    private async Task<string?> WorkloadAsync(CancellationToken cancellation) =>
        self.PodName is { } pod && (await pods.FindAsync([pod], cancellation)).TryGetValue(pod, out var mine) ? mine?.Workload : null;
}
