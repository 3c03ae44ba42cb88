namespace LocalKubernetes.Faults;

/// <summary>Lets the events of a plan happen, each on its timer.</summary>
internal sealed class FaultSchedule : IAsyncDisposable
{
    private readonly List<ITimer> timers = [];

    public FaultSchedule(FaultPlan? plan, TimeProvider time, Func<ClusterEvent, Task> happen)
    {
        foreach (var each in plan?.Events ?? [])
            timers.Add(time.CreateTimer(_ => happen(each), null, each.At, each.Repeats ? each.At : Timeout.InfiniteTimeSpan));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var timer in timers) await timer.DisposeAsync();
    }
}
