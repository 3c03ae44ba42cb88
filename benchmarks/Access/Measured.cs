using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NetpolOrleans.Access;

/// <summary>What something cost this process.</summary>
/// <param name="Time">By the wall clock.</param>
/// <param name="Cpu">Processor time.</param>
/// <param name="Allocated">Bytes that were allocated.</param>
/// <param name="Retained">Bytes of the managed heap that are still in use while the result is held.</param>
internal sealed record Measured(TimeSpan Time, TimeSpan Cpu, long Allocated, long Retained)
{
    /// <summary>Does it once.</summary>
    public static async Task<Measured> OfAsync(Func<Task<object>> work)
    {
        Settled();
        var (allocated, cpu, start) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var kept = new StrongBox<object?>();
        await KeepAsync(work, kept);
        var (time, used, bytes) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - cpu, GC.GetTotalAllocatedBytes(precise: true) - allocated);
        await Task.Yield(); // off the stack of what has just completed, which holds its result
        var held = Settled();
        kept.Value = null;
        return new(time, used, bytes, held - Settled());
    }

    // On its own, so that no state machine holds the result when it is dropped.
    private static async Task KeepAsync(Func<Task<object>> work, StrongBox<object?> kept) => kept.Value = await work();

    /// <summary>Does all of it in turns, after a first round that does not count, and takes the middle of each figure.</summary>
    public static async Task<IReadOnlyList<Measured>> MedianAsync(int rounds, params IReadOnlyList<Func<Task<object>>> works)
    {
        var all = works.Select(_ => new List<Measured>()).ToList();
        for (var round = 0; round <= rounds; round++)
            for (var which = 0; which < works.Count; which++)
                if (await OfAsync(works[which]) is var measured && round > 0) all[which].Add(measured);
        return [.. all.Select(each => new Measured(Middle(each, m => m.Time), Middle(each, m => m.Cpu), Middle(each, m => m.Allocated), Middle(each, m => m.Retained)))];
    }

    /// <summary>Bytes that live on the managed heap.</summary>
    public static long Settled()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static TFigure Middle<TFigure>(List<Measured> all, Func<Measured, TFigure> figure) => all.Select(figure).Order().ElementAt(all.Count / 2);
}
