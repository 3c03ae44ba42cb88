using System.Text;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.Faults;

/// <summary>An answer's bytes on their way to the client, line by line, with a fault in them.</summary>
internal sealed class FaultyStream(Stream inner, Fault fault, Action abort, Action end) : Stream
{
    private static readonly byte[] GarbageLine = Encoding.UTF8.GetBytes("{\"type\":\"MODIFIED\",\"object\":{\"kind\":\uFFFD}}}\n");
    private static readonly TimeSpan Overtaking = TimeSpan.FromMilliseconds(50);
    private readonly MemoryStream line = new();
    private byte[]? held;
    private int frames;
    private bool over;

    /// <summary>The fault has struck and nothing more may reach the client.</summary>
    public bool IsOver => over;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!over && !buffer.IsEmpty)
        {
            var end = buffer.Span.IndexOf((byte)'\n');
            if (end < 0)
            {
                await line.WriteAsync(buffer, cancellationToken);
                return;
            }
            await line.WriteAsync(buffer[..(end + 1)], cancellationToken);
            buffer = buffer[(end + 1)..];
            var frame = line.ToArray();
            line.SetLength(0);
            await FrameAsync(frame, cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => over ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    /// <summary>The end of the answer: what stands without a line's end is a body, which is struck as a frame is.</summary>
    public async Task CompleteAsync(CancellationToken ct)
    {
        if (over || line.Length == 0) return;
        var body = line.ToArray();
        line.SetLength(0);
        await FrameAsync(body, ct);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() => throw new NotSupportedException();

    private async Task FrameAsync(byte[] frame, CancellationToken ct)
    {
        if (fault.Kind is FaultKind.RepeatBookmarks or FaultKind.DelayBookmarks)
        {
            await BookmarkedAsync(frame, ct);
            return;
        }
        if (frames++ != fault.AfterFrames)
        {
            await inner.WriteAsync(frame, ct);
            return;
        }
        over = fault.Kind != FaultKind.Garbage;
        await inner.WriteAsync(Struck(frame), ct);
        await inner.FlushAsync(ct);
        if (fault.Kind == FaultKind.Reset)
        {
            await Task.Delay(Overtaking, TimeProvider.System, ct); // a reset overtakes what is still on its way
            abort();
        }
        if (fault.Kind is FaultKind.Reset or FaultKind.Cut or FaultKind.Expire) end();
    }

    private byte[] Struck(byte[] frame) => fault.Kind switch
    {
        FaultKind.Silence => [],
        FaultKind.Garbage => [.. GarbageLine, .. frame],
        FaultKind.Expire => [.. "{\"type\":\"ERROR\",\"object\":"u8, .. JsonText.ToUtf8(ApiErrors.Expired("The resourceVersion for the provided watch is too old.").Status), .. "}\n"u8],
        _ => frame[..(frame.Length / 2)],
    };

    private async Task BookmarkedAsync(byte[] frame, CancellationToken ct)
    {
        var isBookmark = frame.AsSpan().StartsWith("{\"type\":\"BOOKMARK\""u8);
        if (isBookmark && fault.Kind == FaultKind.DelayBookmarks)
        {
            held = frame;
            return;
        }
        await inner.WriteAsync(frame, ct);
        if (isBookmark) await inner.WriteAsync(frame, ct);
        if (held is not { } late) return;
        held = null;
        await inner.WriteAsync(late, ct);
    }
}
