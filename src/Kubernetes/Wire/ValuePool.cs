namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>
/// Shares the values that a cluster repeats, found by the bytes from which they were read: the peers that every policy has, label maps,
/// lists of ports. A fixed table without locks: a lost race or a collision costs one value that is not shared, never a wrong one.
/// </summary>
/// <typeparam name="T">An immutable value.</typeparam>
internal static class ValuePool<T>
    where T : class
{
    private const int Slots = 1 << 10; // what a cluster repeats is little; what does not repeat must not pile up here
    private const byte FullCredit = 16;
    private static readonly Entry?[] Table = new Entry?[Slots];
    private static readonly int[] Seen = new int[Slots];

    /// <summary>The value that was read from the same bytes, or null.</summary>
    public static T? Find(ReadOnlySpan<byte> utf8)
    {
        if (Volatile.Read(ref Table[HashOf(utf8) & (Slots - 1)]) is not { } entry || !utf8.SequenceEqual(entry.Utf8)) return null;
        entry.Credit = FullCredit;
        return entry.Value;
    }

    /// <summary>
    /// Offers a value for sharing; it is taken the second time, since most values come once, and not in the place of one that was found again
    /// lately: an object that changes brings its own values a second time too.
    /// </summary>
    public static void Keep(ReadOnlySpan<byte> utf8, T value)
    {
        var hash = HashOf(utf8);
        ref var slot = ref Table[hash & (Slots - 1)];
        ref var seen = ref Seen[hash & (Slots - 1)];
        if (Volatile.Read(ref seen) != hash) Volatile.Write(ref seen, hash);
        else if (Volatile.Read(ref slot) is { Credit: > 0 } other) other.Credit--;
        else Volatile.Write(ref slot, new(value as byte[] ?? utf8.ToArray(), value));
    }

    private static int HashOf(ReadOnlySpan<byte> utf8)
    {
        var hash = new HashCode();
        hash.AddBytes(utf8);
        return hash.ToHashCode();
    }

    private sealed class Entry(byte[] utf8, T value)
    {
        public byte[] Utf8 => utf8;

        public T Value => value;

        /// <summary>How many others it outlives.</summary>
        public byte Credit { get; set; } = FullCredit;
    }
}
