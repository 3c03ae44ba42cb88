using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>
/// Splits a stream into lines. Between lines it holds no buffer: it waits with reads of zero bytes. What has come already is
/// read at once, up to a bound, so that a burst is few batches.
/// </summary>
internal sealed class LineReader(Stream stream, int maxLine) : IDisposable
{
    private const int KeptOfTooLong = 64 << 10;
    private const int Batch = 128 << 10;
    private readonly PooledBuffer buffer = new();
    private ValueTask<int>? more;
    private int scanned;
    private bool skipping;

    /// <summary>Whether the stream broke off within a line; known once <see cref="FillAsync"/> has said false.</summary>
    public bool EndedInLine => buffer.Count > 0;

    /// <summary>Reads what has come, waiting until something has; false at the end of the stream.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (more is { } begun)
        {
            more = null;
            await begun;
        }
        else if (buffer.Count == 0) _ = await stream.ReadAsync(Memory<byte>.Empty, cancellation);

        var before = buffer.Count;
        while (true)
        {
            var count = await stream.ReadAsync(buffer.Room(), cancellation);
            buffer.Wrote(count);
            if (count == 0 || buffer.Count >= Batch) return buffer.Count > before;
            var next = stream.ReadAsync(Memory<byte>.Empty, cancellation);
            if (!next.IsCompletedSuccessfully)
            {
                more = next; // nothing more has come, or it broke: the next call waits for it, or meets it
                return true;
            }
            _ = next.Result;
        }
    }

    /// <summary>The next whole line that has come; it must be given back with <see cref="Took"/> before anything else.</summary>
    /// <param name="line">The line without its end; of a line that is too long just the start.</param>
    /// <param name="tooLong">Whether the line was longer than allowed.</param>
    public bool TryLine(out ReadOnlySpan<byte> line, out bool tooLong)
    {
        var span = buffer.Span;
        var end = span[scanned..].IndexOf((byte)'\n');
        tooLong = skipping;
        if (end >= 0)
        {
            end += scanned;
            line = skipping ? span[..Math.Min(end, KeptOfTooLong)] : span[..end];
            scanned = end;
            return true;
        }
        line = default;
        scanned = span.Length;
        if (span.Length > maxLine) DropTail();
        return false;
    }

    /// <summary>Gives the line back.</summary>
    public void Took()
    {
        buffer.Take(scanned + 1);
        scanned = 0;
        skipping = false;
    }

    public void Dispose() => buffer.Dispose();

    private void DropTail()
    {
        skipping = true;
        buffer.Truncate(KeptOfTooLong);
        scanned = buffer.Count;
    }
}
