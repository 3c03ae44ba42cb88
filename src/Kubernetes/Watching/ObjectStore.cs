using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>
/// The objects of one scope by name. Changes are planned, handed over, and only then kept: a consumer that failed gets them again.
/// An object that was set aside stays as it was seen last, so that a bad write narrows nothing.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
public sealed class ObjectStore<T>
    where T : class
{
    private readonly Dictionary<ObjectName, T> objects = [];

    /// <summary>How many objects are kept.</summary>
    public int Count => objects.Count;

    /// <summary>The objects, in no order; read it only from the consumer's callback.</summary>
    public IReadOnlyDictionary<ObjectName, T> Objects => objects;

    /// <summary>The record of that name, or null.</summary>
    public T? this[ObjectName name] => objects.GetValueOrDefault(name);

    /// <summary>What a batch changes: of each object the last word, and nothing where that equals what is kept.</summary>
    internal StorePlan<T> PlanEvents(IReadOnlyList<ArrivedObject<T>> batch)
    {
        var plan = new StorePlan<T>();
        foreach (var arrived in batch) plan.Note(arrived.Name, arrived.Value);
        plan.Compare(this);
        return plan;
    }

    /// <summary>What a complete list changes: objects that it lacks are gone.</summary>
    /// <param name="list">The objects that were listed and are wanted.</param>
    /// <param name="keep">Names that were listed but could not be read: they stay as they are.</param>
    internal StorePlan<T> PlanReplace(IReadOnlyList<ArrivedObject<T>> list, IReadOnlySet<ObjectName> keep)
    {
        var plan = new StorePlan<T>();
        foreach (var arrived in list) plan.Note(arrived.Name, arrived.Value);
        foreach (var name in objects.Keys)
            if (!plan.Has(name) && !keep.Contains(name)) plan.Note(name, null);
        plan.Compare(this);
        return plan;
    }

    /// <summary>Keeps what was handed over.</summary>
    internal void Commit(StorePlan<T> plan)
    {
        foreach (var (name, value) in plan.Objects)
            if (value is not null) objects[name] = value;
            else objects.Remove(name);
    }
}
