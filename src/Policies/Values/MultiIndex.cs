namespace NetpolOrleans.Policies.Values;

/// <summary>
/// Items filed under keys, many under one: most keys of a cluster have a single item, which is kept without a set around it. Not safe for
/// concurrent use.
/// </summary>
/// <param name="comparer">Tells items apart; null for the default.</param>
public sealed class MultiIndex<TKey, TItem>(IEqualityComparer<TItem>? comparer = null)
    where TKey : notnull
    where TItem : notnull
{
    private readonly IEqualityComparer<TItem> items = comparer ?? EqualityComparer<TItem>.Default;
    private readonly Dictionary<TKey, object> filed = [];

    /// <summary>The keys under which there is anything.</summary>
    public IReadOnlyCollection<TKey> Keys => filed.Keys;

    /// <summary>The items under a key, in no order; not to be kept over a change.</summary>
    public IReadOnlyCollection<TItem> Of(TKey key) => !filed.TryGetValue(key, out var found) ? [] : found as IReadOnlyCollection<TItem> ?? [(TItem)found];

    /// <summary>How many items there are under a key.</summary>
    public int Count(TKey key) => !filed.TryGetValue(key, out var found) ? 0 : (found as HashSet<TItem>)?.Count ?? 1;

    /// <summary>Files an item under a key; once is enough.</summary>
    public void Add(TKey key, TItem item)
    {
        if (!filed.TryGetValue(key, out var found)) filed[key] = item;
        else if (found is HashSet<TItem> set) set.Add(item);
        else if (!items.Equals((TItem)found, item)) filed[key] = new HashSet<TItem>(items) { (TItem)found, item };
    }

    /// <summary>Takes an item out from under a key.</summary>
    public void Remove(TKey key, TItem item)
    {
        if (!filed.TryGetValue(key, out var found)) return;
        if (found is not HashSet<TItem> set)
        {
            if (items.Equals((TItem)found, item)) filed.Remove(key);
        }
        else if (set.Remove(item) && set.Count == 1)
        {
            filed[key] = set.First();
        }
    }
}
