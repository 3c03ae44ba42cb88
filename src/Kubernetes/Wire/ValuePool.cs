namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>
/// Shares the values that a cluster repeats, found by the bytes from which they were read: the peers that every policy has, label maps,
/// lists of ports. A fixed table without locks: a lost race or a collision costs one value that is not shared, never a wrong one.
/// </summary>
/// <typeparam name="T">An immutable value.</typeparam>
internal static class ValuePool<T>
    where T : class
{
    private const int Slots = 1 << 12;
    private static readonly Entry?[] Table = new Entry?[Slots];
    private static readonly int[] Seen = new int[Slots];

    /// <summary>The value that was read from the same bytes, or null.</summary>
    public static T? Find(ReadOnlySpan<byte> utf8) =>
        Volatile.Read(ref Table[HashOf(utf8) & (Slots - 1)]) is { } entry && utf8.SequenceEqual(entry.Utf8) ? entry.Value : null;

    /// <summary>Offers a value for sharing; it is taken the second time, since most values come once.</summary>
    public static void Keep(ReadOnlySpan<byte> utf8, T value)
    {
        var hash = HashOf(utf8);
        var slot = hash & (Slots - 1);
        if (Volatile.Read(ref Seen[slot]) == hash) Volatile.Write(ref Table[slot], new(value as byte[] ?? utf8.ToArray(), value));
        else Volatile.Write(ref Seen[slot], hash);
    }

    private static int HashOf(ReadOnlySpan<byte> utf8)
    {
        var hash = new HashCode();
        hash.AddBytes(utf8);
        return hash.ToHashCode();
    }

    private sealed record Entry(byte[] Utf8, T Value);
}
