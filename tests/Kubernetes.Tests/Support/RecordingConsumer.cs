using System.Threading.Channels;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Tests.Support;

/// <summary>A consumer that writes down what it is told, as <c>+a</c>, <c>~a</c>, <c>-a</c>.</summary>
public sealed class RecordingConsumer<T>
    where T : class
{
    private readonly Channel<string> batches = Channel.CreateUnbounded<string>();

    /// <summary>What it believes to exist.</summary>
    public Dictionary<ObjectName, T> Objects { get; } = [];

    /// <summary>What it was told against the rules.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Done when it has been told of the object.</summary>
    public async Task SeesAsync(ObjectName name)
    {
        while (true)
        {
            lock (Objects) if (Objects.ContainsKey(name)) return;
            await NextAsync();
        }
    }

    /// <summary>How many of the next batches it refuses.</summary>
    public int Refuses { get; set; }

    public ValueTask TakeAsync(IReadOnlyList<ObjectChange<T>> changes, CancellationToken stopping)
    {
        var text = string.Join(' ', changes.Select(Describe));
        if (Refuses > 0)
        {
            Refuses--;
            batches.Writer.TryWrite($"refused {text}");
            throw new InvalidOperationException("not now");
        }
        lock (Objects) foreach (var change in changes) Keep(change);
        batches.Writer.TryWrite(text);
        return ValueTask.CompletedTask;
    }

    /// <summary>The next batch.</summary>
    public Task<string> NextAsync() => batches.Reader.ReadAsync().AsTask().Within();

    /// <summary>Whether it has been told nothing that was not read.</summary>
    public bool IsQuiet => !batches.Reader.TryPeek(out _);

    /// <summary>What is told must fit what was told before: nothing new twice, nothing changed that never came.</summary>
    private void Keep(ObjectChange<T> change)
    {
        if (!Equals(Objects.GetValueOrDefault(change.Name), change.Old)) Violations.Add($"{Describe(change)} was something else before");
        if (Equals(change.Old, change.New)) Violations.Add($"{Describe(change)} is no change");
        if (change.New is { } now) Objects[change.Name] = now;
        else Objects.Remove(change.Name);
    }

    private static string Describe(ObjectChange<T> change) => $"{(change.Old, change.New) switch
    {
        (null, _) => '+',
        (_, null) => '-',
        _ => '~',
    }}{change.Name.Name}";
}
