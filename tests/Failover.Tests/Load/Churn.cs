using System.Diagnostics;
using NetpolOrleans.Failover.Tests.Harness;

namespace NetpolOrleans.Failover.Tests.Load;

/// <summary>Changes references at a steady rate until it is told to stop, and sees when both sides' policies follow.</summary>
internal sealed class Churn(World world, Fleet fleet)
{
    private readonly int[] changes = new int[Sizes.Workloads];
    private int next;

    /// <summary>Runs the churn while something else happens, and waits until all of its changes are answered.</summary>
    public async Task<IReadOnlyList<Change>> DuringAsync(Func<Task> happening)
    {
        using var stop = new CancellationTokenSource();
        var running = RunAsync(stop.Token);
        try
        {
            await happening();
        }
        finally
        {
            await stop.CancelAsync();
        }

        return await running;
    }

    /// <summary>Runs the churn for a while.</summary>
    public Task<IReadOnlyList<Change>> ForAsync(TimeSpan time) => DuringAsync(() => Task.Delay(time, TimeProvider.System, World.Cancellation));

    private async Task<IReadOnlyList<Change>> RunAsync(CancellationToken stop)
    {
        var pending = new Dictionary<int, Task<Change>>();
        var all = new List<Task<Change>>();
        var (began, sent) = (Stopwatch.GetTimestamp(), 0);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!stop.IsCancellationRequested)
        {
            for (var due = (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * Sizes.Rate); sent < due; sent++)
            {
                var number = Enumerable.Range(0, Sizes.Workloads).Select(_ => next++ % Sizes.Workloads).FirstOrDefault(each => !pending.TryGetValue(each, out var last) || last.IsCompleted, -1);
                if (number < 0) continue; // all of them still wait for their policies
                all.Add(pending[number] = ChangeAsync(number));
            }

            await ticks.WaitForNextTickAsync(CancellationToken.None);
        }

        return await Task.WhenAll(all);
    }

    private async Task<Change> ChangeAsync(int number)
    {
        var target = Fleet.TargetOf(number, changes[number]++);
        var both = Task.WhenAll(
            world.Journal.Until(Fleet.PolicyOf(number), Fleet.NameOf(target)), world.Journal.Until(Fleet.PolicyOf(target), Fleet.NameOf(number)));
        var at = Stopwatch.GetTimestamp();
        await fleet.PointAsync(number, target);
        var sent = Stopwatch.GetTimestamp();
        await Task.WhenAny(both, Task.Delay(Bounds.Patience, TimeProvider.System, World.Cancellation));
        TimeSpan? delay = both.IsCompletedSuccessfully ? Stopwatch.GetElapsedTime(sent, Math.Max(sent, (await both).Max())) : null;
        return new([Fleet.NamespaceOf(number), Fleet.NamespaceOf(target)], at, delay, $"{Fleet.NamespaceOf(number)}/{Fleet.NameOf(number)} to {Fleet.NamespaceOf(target)}/{Fleet.NameOf(target)}");
    }
}
