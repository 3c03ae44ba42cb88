using Microsoft.Extensions.Logging;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Runs watch and poll from the time the table is there until after the silo has left it, and the reaper while the silo is active.</summary>
internal sealed class ClusteringLoops(TableWatch watch, TablePoll poll, SiloReaper reaper, TimeProvider time, ILogger<ClusteringLoops> log)
    : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Between the stage that initialises the table and the one that inserts this silo's row.</summary>
    private const int AfterTable = ServiceLifecycleStage.RuntimeGrainServices + 50;

    public void Participate(ISiloLifecycle lifecycle)
    {
        Run(lifecycle, AfterTable, "watch", watch.RunAsync);
        Run(lifecycle, AfterTable, "poll", poll.RunAsync);
        Run(lifecycle, ServiceLifecycleStage.Active, "reaper", reaper.RunAsync);
    }

    private void Run(ISiloLifecycle lifecycle, int stage, string name, Func<CancellationToken, Task> loop)
    {
        var stopping = new CancellationTokenSource();
        var running = Task.CompletedTask;
        lifecycle.Subscribe(
            $"{nameof(ClusteringLoops)}.{name}", stage,
            _ =>
            {
                running = Task.Run(() => SuperviseAsync(name, loop, stopping.Token), CancellationToken.None);
                return Task.CompletedTask;
            },
            async cancellation =>
            {
                await stopping.CancelAsync();
                await running.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stopping.Dispose();
            });
    }

    private async Task SuperviseAsync(string name, Func<CancellationToken, Task> loop, CancellationToken stopping)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await loop(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                var delay = backoff.Next();
                Log.LoopFailed(log, failure, name, delay);
                await Task.Delay(delay, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
