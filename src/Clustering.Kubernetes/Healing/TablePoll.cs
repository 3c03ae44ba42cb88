using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Reads the table steadily: to keep the fence open, to catch what the watch has missed, and to notice a table that stays lost.</summary>
internal sealed class TablePoll(
    TableStore store, TableMemory memory, SiloFence fence, TableLoss loss, MembershipPush push,
    IOptions<KubernetesClusteringOptions> options, TimeProvider time, ILogger<TablePoll> log)
{
    private bool _failing;

    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Value.PollPeriod, time);
        do
        {
            try
            {
                await PollAsync(stopping);
                if (_failing)
                    Log.PollRecovered(log, store.Name);
                _failing = false;
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                loss.Unknown();
                if (!_failing)
                    Log.PollFailed(log, store.Name, failure.Message, options.Value.FenceTimeout, options.Value.PollPeriod);
                _failing = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task PollAsync(CancellationToken stopping)
    {
        var asked = fence.Ask(); // the answer is no newer than the question
        var floor = memory.Version;
        var reading = await store.ReadAsync(stopping);
        var objection = memory.Objection(reading, floor);
        fence.Observe(reading, objection, asked);
        loss.Observe(objection);
        if (objection is null && reading is TableReading.Usable usable)
            push.Announce(usable.Contents);
    }
}
