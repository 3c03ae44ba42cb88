using System.Threading.Channels;
using LocalKubernetes.Errors;
using LocalKubernetes.Registry;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>
/// One task for all controllers: it spreads the store's events over a work queue and reconciles the keys that are
/// due, one at a time, so that a run under a fake clock is repeatable.
/// </summary>
internal sealed class ControllerLoop : IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);
    private readonly IReadOnlyList<IController> controllers;
    private readonly WorkQueue queue;
    private readonly Subscription feed;
    private readonly CancellationTokenSource stopping = new();
    private readonly Channel<TaskCompletionSource> settlers = Channel.CreateUnbounded<TaskCompletionSource>();
    private volatile bool paused;
    private Task running = Task.CompletedTask;

    public ControllerLoop(ObjectRegistry registry, LocalClusterOptions options, string caPem)
    {
        controllers = options.SimulateControllers ? ControllerSet.Simulated(registry, options, caPem) : ControllerSet.Housekeeping(registry, options, caPem);
        paused = options.Paused;
        queue = new WorkQueue(options.TimeProvider);
        feed = registry.Store.SubscribeAll(queue.Wake);
    }

    public void Start() => running = Task.Run(RunAsync);

    public void Pause() => paused = true;

    public void Resume()
    {
        paused = false;
        queue.Wake();
    }

    /// <summary>Completes when no event and no due key is left.</summary>
    public Task SettleAsync(CancellationToken ct)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        settlers.Writer.TryWrite(settled);
        queue.Wake();
        return settled.Task.WaitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        feed.Dispose();
        queue.Dispose();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                Distribute();
                if (!paused && queue.TryTake(out var work))
                {
                    Reconcile(work);
                    continue;
                }
                if (feed.HasEvents) continue;
                while (settlers.Reader.TryRead(out var settled)) settled.TrySetResult();
                await queue.WaitAsync(stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private void Distribute()
    {
        while (feed.TryTake(out var happened))
            foreach (var controller in controllers)
                foreach (var key in controller.KeysFor(happened)) queue.Add(new Work(controller, key), controller.Delay);
    }

    private void Reconcile(Work work)
    {
        try
        {
            if (work.Controller.Reconcile(work.Key) is { } later) queue.Add(work, later);
        }
        catch (ApiException refusal) when (refusal.Code is 404 or 403)
        {
            // Gone, or its namespace is going: the event that says so brings the key back.
        }
        catch (ApiException)
        {
            queue.Add(work, RetryAfter);
        }
    }
}
