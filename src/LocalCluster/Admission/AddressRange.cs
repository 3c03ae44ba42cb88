using System.Buffers.Binary;
using System.Net;

namespace LocalKubernetes.Admission;

/// <summary>Addresses of an IPv4 network by their offset.</summary>
internal static class AddressRange
{
    public static IPAddress At(IPNetwork range, uint offset)
    {
        var size = 1UL << (32 - range.PrefixLength);
        var start = BinaryPrimitives.ReadUInt32BigEndian(range.BaseAddress.GetAddressBytes());
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, start + (uint)(offset % size));
        return new IPAddress(bytes);
    }
}
