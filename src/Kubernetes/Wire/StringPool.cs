using System.Text;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>
/// Shares the strings that a cluster repeats: label keys, namespaces, kinds, port names. A fixed table without locks: a
/// lost race or a collision costs one string that is not shared, never a wrong one.
/// </summary>
internal static class StringPool
{
    private const int Slots = 1 << 14;
    private const int MaxLength = 64;
    private static readonly string?[] Table = new string?[Slots];

    /// <summary>The string of these UTF-8 bytes, shared where it is short enough.</summary>
    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        if (utf8.Length > MaxLength) return Encoding.UTF8.GetString(utf8);

        ref var slot = ref Table[Hash(utf8) & (Slots - 1)];
        var known = Volatile.Read(ref slot);
        if (known is not null && Ascii.Equals(utf8, known)) return known;
        known = Encoding.UTF8.GetString(utf8);
        Volatile.Write(ref slot, known);
        return known;
    }

    private static int Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = new HashCode();
        hash.AddBytes(utf8);
        return hash.ToHashCode();
    }
}
