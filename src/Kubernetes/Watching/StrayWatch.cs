using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>Looks up, from time to time, the objects that exist outside their reflector's selector and so send no events.</summary>
internal sealed class StrayWatch<T>(
    DeletionCheck<T> check, Handover<T> handover, TimeSpan interval, TimeProvider time, ReflectorCounters counters)
    where T : class
{
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await Task.Delay(interval, time, stopping);
                if (check.Strays.Count > 0) await RecheckAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped, as asked.
        }
    }

    private async Task RecheckAsync(CancellationToken stopping)
    {
        try
        {
            await handover.RecheckAsync(check, stopping);
        }
        catch (Exception e) when (e is KubernetesAccessException or ConsumerFailedException)
        {
            counters.LastError = e.Message; // the next round tries again
        }
    }
}
