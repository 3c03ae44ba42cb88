using Microsoft.Extensions.Time.Testing;

namespace NetpolOrleans.LocalCluster.Tests;

/// <summary>A clock that only the test moves, and that tells when a wait of some length has begun: before that, moving it would end no such wait.</summary>
/// <param name="wait">The length.</param>
internal sealed class ToldClock(TimeSpan wait) : FakeTimeProvider
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when it has begun.</summary>
    public Task Begun => begun.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == wait) begun.TrySetResult();
        return timer;
    }
}
