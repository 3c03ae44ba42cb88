using System.Buffers;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Collects the elements of a list of unknown length in rented memory, so that only the final array is allocated.</summary>
internal ref struct ItemBuffer<T>()
{
    private T[] items = ArrayPool<T>.Shared.Rent(16);

    public int Count { get; private set; }

    public readonly ReadOnlySpan<T> Items => items.AsSpan(0, Count);

    public void Add(T item)
    {
        if (Count == items.Length) Grow();
        items[Count++] = item;
    }

    public readonly void Dispose() => ArrayPool<T>.Shared.Return(items, clearArray: true);

    private void Grow()
    {
        var larger = ArrayPool<T>.Shared.Rent(Count * 2);
        Items.CopyTo(larger);
        Dispose();
        items = larger;
    }
}
