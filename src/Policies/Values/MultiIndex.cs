namespace NetpolOrleans.Policies.Values;

/// <summary>
/// Items filed under keys, many under one: most keys of a cluster have a single item, which is kept without a collection around it, or a few,
/// for which an array is a third of a set. Not safe for concurrent use.
/// </summary>
/// <param name="comparer">Tells items apart; null for the default.</param>
public sealed class MultiIndex<TKey, TItem>(IEqualityComparer<TItem>? comparer = null)
    where TKey : notnull
    where TItem : notnull
{
    /// <summary>How many items an array holds before a set is quicker.</summary>
    public const int Few = 8;

    private readonly IEqualityComparer<TItem> items = comparer ?? EqualityComparer<TItem>.Default;
    private readonly Dictionary<TKey, object> filed = []; // each an item, or TItem[] of 2 to Few, or HashSet<TItem>

    /// <summary>The keys under which there is anything.</summary>
    public IReadOnlyCollection<TKey> Keys => filed.Keys;

    /// <summary>The items under a key, in no order; not to be kept over a change.</summary>
    public IReadOnlyCollection<TItem> Of(TKey key) => !filed.TryGetValue(key, out var found) ? [] : found as IReadOnlyCollection<TItem> ?? [(TItem)found];

    /// <summary>How many items there are under a key.</summary>
    public int Count(TKey key) => Of(key).Count;

    /// <summary>Files an item under a key; once is enough.</summary>
    public void Add(TKey key, TItem item)
    {
        if (!filed.TryGetValue(key, out var found)) filed[key] = item;
        else if (found is HashSet<TItem> many) many.Add(item);
        else if (found is not TItem[] few) filed[key] = items.Equals((TItem)found, item) ? found : new[] { (TItem)found, item };
        else if (!few.Contains(item, items)) filed[key] = few.Length < Few ? (TItem[])[.. few, item] : new HashSet<TItem>(few, items) { item };
    }

    /// <summary>Takes an item out from under a key.</summary>
    public void Remove(TKey key, TItem item)
    {
        if (!filed.TryGetValue(key, out var found)) return;
        if (found is HashSet<TItem> many)
        {
            if (many.Remove(item) && many.Count <= Few / 2) filed[key] = many.ToArray(); // not at once: items come and go
        }
        else if (found is TItem[] few)
        {
            var left = Array.FindAll(few, each => !items.Equals(each, item));
            filed[key] = left.Length == 1 ? left[0] : left;
        }
        else if (items.Equals((TItem)found, item))
        {
            filed.Remove(key);
        }
    }
}
