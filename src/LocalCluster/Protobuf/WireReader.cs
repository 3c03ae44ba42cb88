using System.Buffers.Binary;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.Protobuf;

/// <summary>Protobuf's wire format: tags, varints and length-delimited parts.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public int Field { get; private set; }

    public int WireType { get; private set; }

    /// <summary>Moves to the next field; false at the end.</summary>
    public bool Next()
    {
        if (rest.IsEmpty) return false;
        var tag = Varint();
        (Field, WireType) = ((int)(tag >> 3), (int)(tag & 7));
        return true;
    }

    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }
        throw Broken();
    }

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public ReadOnlySpan<byte> Part()
    {
        var length = Varint();
        if (length > (ulong)rest.Length) throw Broken();
        return Take((int)length);
    }

    public void Skip()
    {
        switch (WireType)
        {
            case 0:
                Varint();
                break;
            case 1:
                Take(8);
                break;
            case 2:
                Part();
                break;
            case 5:
                Take(4);
                break;
            default:
                throw Broken();
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > rest.Length) throw Broken();
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static SchemaException Broken() => new("proto: illegal wireType or unexpected EOF");
}
