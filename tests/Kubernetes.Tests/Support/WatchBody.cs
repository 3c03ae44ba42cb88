using System.IO.Pipelines;
using System.Text;

namespace NetpolOrleans.Kubernetes.Tests.Support;

/// <summary>The body of a watch, written by the test.</summary>
public sealed class WatchBody
{
    private readonly Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 0));

    internal Stream Reading => pipe.Reader.AsStream();

    public Task AddedAsync(string json) => LineAsync("ADDED", json);

    public Task ModifiedAsync(string json) => LineAsync("MODIFIED", json);

    public Task DeletedAsync(string json) => LineAsync("DELETED", json);

    public Task ErrorAsync(int code, string reason) => LineAsync("ERROR", Wire.Status(code, reason));

    public Task BookmarkAsync(string version, bool initialEventsEnd = false) => LineAsync(
        "BOOKMARK",
        $$$"""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}"{{{(initialEventsEnd ? ",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}" : "")}}}}}""");

    public Task LineAsync(string type, string json) => WriteAsync($"{{\"type\":\"{type}\",\"object\":{json}}}\n");

    public async Task WriteAsync(string text)
    {
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));
        await pipe.Writer.FlushAsync();
    }

    public async Task WriteAsync(byte[] bytes)
    {
        await pipe.Writer.WriteAsync(bytes);
        await pipe.Writer.FlushAsync();
    }

    /// <summary>The server closes the stream, as at its timeout.</summary>
    public void Close() => pipe.Writer.Complete();

    /// <summary>The connection breaks.</summary>
    public void Cut() => pipe.Writer.Complete(new IOException("connection reset by peer"));
}
