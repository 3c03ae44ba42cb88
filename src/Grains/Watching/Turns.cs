namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// Runs actions one at a time, in their order: by itself at first, and as turns of a grain once one has taken over. Safe for concurrent use.
/// </summary>
internal sealed class Turns
{
    private readonly Lock gate = new();
    private readonly TaskScheduler ownScheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    private readonly Queue<Action> held = new();
    private Func<Action, Action> wrap = action => action;
    private TaskScheduler? grain;
    private bool changing;

    /// <summary>Runs an action in its turn; done when the action is.</summary>
    public Task PostAsync(Action action, CancellationToken cancellation)
    {
        lock (gate)
        {
            var turn = wrap(action);
            if (!changing) return Start(turn, grain ?? ownScheduler, cancellation);
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            held.Enqueue(() => _ = CompleteAsync(Start(turn, grain!, cancellation), done));
            return done.Task;
        }
    }

    /// <summary>From here on actions are turns of a grain. Done when the last of the earlier ones is.</summary>
    /// <param name="scheduler">The grain's.</param>
    /// <param name="into">Makes a turn of an action, at the moment in which it is posted.</param>
    public async Task MoveAsync(TaskScheduler scheduler, Func<Action, Action> into)
    {
        Task earlier;
        lock (gate)
        {
            (grain, wrap, changing) = (scheduler, into, true);
            earlier = Start(() => { }, ownScheduler, CancellationToken.None);
        }

        await earlier;
        lock (gate)
        {
            changing = false;
            while (held.TryDequeue(out var start)) start();
        }
    }

    private static Task Start(Action action, TaskScheduler scheduler, CancellationToken cancellation) =>
        Task.Factory.StartNew(action, cancellation, TaskCreationOptions.DenyChildAttach, scheduler);

    private static async Task CompleteAsync(Task turn, TaskCompletionSource done)
    {
        await turn.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        done.SetFromTask(turn);
    }
}
