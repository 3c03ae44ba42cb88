using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>What a batch or a list does to a store, before it is done.</summary>
internal sealed class StorePlan<T>
    where T : class
{
    private readonly Dictionary<ObjectName, T?> objects = [];
    private readonly List<ObjectName> order = [];

    /// <summary>What the store will keep, null for what goes.</summary>
    public IReadOnlyDictionary<ObjectName, T?> Objects => objects;

    /// <summary>What the consumer is told.</summary>
    public List<ObjectChange<T>> Changes { get; } = [];

    public bool Has(ObjectName name) => objects.ContainsKey(name);

    public void Note(ObjectName name, T? value)
    {
        if (objects.TryAdd(name, value)) order.Add(name);
        else objects[name] = value;
    }

    /// <summary>Fills <see cref="Changes"/>, in the order of arrival; equal records are one, so that nothing is retained twice.</summary>
    public void Compare(ObjectStore<T> store)
    {
        foreach (var name in order)
        {
            var before = store[name];
            var after = objects[name];
            if (!Equals(before, after)) Changes.Add(new(name, before, after));
            else objects[name] = before;
        }
    }
}
