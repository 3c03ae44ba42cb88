using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace LocalKubernetes.Protobuf;

/// <summary>Writes protobuf's wire format.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    public void Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
    }

    public void Real(int field, double value)
    {
        Varint((ulong)field << 3 | 1);
        BinaryPrimitives.WriteDoubleLittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    public void Text(int field, string text) => Part(field, Encoding.UTF8.GetBytes(text));

    public void Part(int field, ReadOnlySpan<byte> part)
    {
        Varint((ulong)field << 3 | 2);
        Varint((ulong)part.Length);
        buffer.Write(part);
    }

    private void Varint(ulong value)
    {
        var span = buffer.GetSpan(10);
        var count = 0;
        for (; value >= 0x80; value >>= 7) span[count++] = (byte)(value | 0x80);
        span[count++] = (byte)value;
        buffer.Advance(count);
    }
}
