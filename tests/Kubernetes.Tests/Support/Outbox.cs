using System.Threading.Channels;

namespace NetpolOrleans.Kubernetes.Tests.Support;

/// <summary>Writes to a stream in order, each thing on its own and a moment after the other, so that readers meet them in any portions.</summary>
public sealed class Outbox
{
    private readonly Channel<Func<WatchBody, Task>> writes = Channel.CreateUnbounded<Func<WatchBody, Task>>();

    public Outbox() => _ = PumpAsync();

    public WatchBody Body { get; } = new();

    public void Post(Func<WatchBody, Task> write) => writes.Writer.TryWrite(write);

    /// <summary>Writes the last thing.</summary>
    public void End(Func<WatchBody, Task> write)
    {
        Post(write);
        writes.Writer.Complete();
    }

    private async Task PumpAsync()
    {
        await foreach (var write in writes.Reader.ReadAllAsync())
        {
            await Task.Yield();
            await write(Body);
        }
    }
}
