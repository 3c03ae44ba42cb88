using System.Diagnostics;

namespace NetpolOrleans.Failover.Tests.Load;

/// <summary>Processes that take all the processor time that they can get, at the replicas' own priority.</summary>
internal sealed class BusyLoops : IDisposable
{
    private readonly List<Process> loops = [];

    public BusyLoops(int count)
    {
        while (loops.Count < count) loops.Add(Process.Start("sh", ["-c", "while :; do :; done"]));
        Count = count;
    }

    public int Count { get; }

    public void Dispose()
    {
        foreach (var loop in loops)
        {
            loop.Kill();
            loop.WaitForExit();
            loop.Dispose();
        }

        loops.Clear();
    }
}
