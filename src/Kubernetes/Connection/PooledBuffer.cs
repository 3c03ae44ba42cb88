using System.Buffers;

namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>Bytes in a rented array that grows, and that goes back when the buffer is empty: an idle stream holds none.</summary>
internal sealed class PooledBuffer : IDisposable
{
    private const int Smallest = 16 << 10;
    private byte[] bytes = [];
    private int start;
    private int end;

    /// <summary>The bytes that were written and not yet taken.</summary>
    public ReadOnlySpan<byte> Span => bytes.AsSpan(start, end - start);

    /// <summary>The same, for use across an await; valid until the next change.</summary>
    public ReadOnlyMemory<byte> Memory => bytes.AsMemory(start, end - start);

    public int Count => end - start;

    /// <summary>Room to write into; never empty.</summary>
    public Memory<byte> Room()
    {
        if (end == bytes.Length) MakeRoom();
        return bytes.AsMemory(end);
    }

    /// <summary>Says how much was written into <see cref="Room"/>.</summary>
    public void Wrote(int count) => end += count;

    /// <summary>Takes bytes off the front; an empty buffer gives its array back.</summary>
    public void Take(int count)
    {
        start += count;
        if (start == end) Dispose();
    }

    /// <summary>Forgets what is beyond the first bytes.</summary>
    public void Truncate(int count) => end = Math.Min(end, start + count);

    public void Dispose()
    {
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        start = end = 0;
    }

    private void MakeRoom()
    {
        var count = Count;
        var wanted = Math.Max(Smallest, count >= bytes.Length / 2 ? bytes.Length * 2 : bytes.Length);
        var larger = ArrayPool<byte>.Shared.Rent(wanted);
        Span.CopyTo(larger);
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
        (bytes, start, end) = (larger, 0, count);
    }
}
