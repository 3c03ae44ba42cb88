using System.Collections.Concurrent;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>Records that a silo would end the process, instead of letting it.</summary>
internal sealed class RecordedEnd : IFatalErrorHandler
{
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Reasons { get; } = [];

    public Task<string> First => _first.Task;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        Reasons.Enqueue(context ?? "");
        _first.TrySetResult(context ?? "");
    }
}
