using System.Collections.Immutable;
using Objects = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, LocalKubernetes.Storage.StoredObject>>;

namespace LocalKubernetes.Storage;

/// <summary>A kind's objects, the recent steps that led to them, and who listens. Guarded by the store's lock.</summary>
internal sealed class KindLog(int historySize)
{
    private static readonly ImmutableSortedDictionary<string, StoredObject> NoObjects =
        ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);

    private readonly List<(StoreEvent Step, Objects After)> history = [];
    private readonly Dictionary<string, HashSet<Subscription>> listeners = [];
    private readonly HashSet<Subscription> everywhere = [];
    private Objects oldest = Objects.Empty.WithComparers(StringComparer.Ordinal);

    public Objects Current { get; private set; } = Objects.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Steps up to this version are forgotten.</summary>
    public long ForgottenUpTo { get; private set; }

    public StoredObject? Find(string scope, string name) =>
        Current.TryGetValue(scope, out var objects) && objects.TryGetValue(name, out var found) ? found : null;

    public void Append(StoreEvent step)
    {
        var key = step.Current!.Key;
        var objects = Current.GetValueOrDefault(key.Namespace, NoObjects);
        objects = step.IsDeletion ? objects.Remove(key.Name) : objects.SetItem(key.Name, step.Current);
        Current = objects.IsEmpty ? Current.Remove(key.Namespace) : Current.SetItem(key.Namespace, objects);
        history.Add((step, Current));
        if (history.Count > historySize * 2) Forget(history.Count - historySize);
        foreach (var listener in everywhere) listener.Offer(step);
        if (key.Namespace.Length > 0 && listeners.TryGetValue(key.Namespace, out var local))
            foreach (var listener in local) listener.Offer(step);
    }

    public void Compact(long revision)
    {
        Forget(history.Count);
        ForgottenUpTo = Math.Max(ForgottenUpTo, revision);
    }

    /// <summary>The objects as they were at a version that isn't forgotten.</summary>
    public Objects At(long revision)
    {
        var index = IndexAfter(revision);
        return index == 0 ? oldest : history[index - 1].After;
    }

    public IEnumerable<StoreEvent> Since(long revision, string? scope)
    {
        for (var index = IndexAfter(revision); index < history.Count; index++)
            if (scope is null || history[index].Step.Current!.Key.Namespace == scope) yield return history[index].Step;
    }

    public void Add(Subscription subscription)
    {
        if (subscription.Scope is null) everywhere.Add(subscription);
        else if (listeners.TryGetValue(subscription.Scope, out var local)) local.Add(subscription);
        else listeners[subscription.Scope] = [subscription];
    }

    public void Remove(Subscription subscription)
    {
        if (subscription.Scope is null) everywhere.Remove(subscription);
        else if (listeners.TryGetValue(subscription.Scope, out var local) && local.Remove(subscription) && local.Count == 0)
            listeners.Remove(subscription.Scope);
    }

    public IEnumerable<Subscription> Listeners => everywhere.Concat(listeners.Values.SelectMany(local => local));

    private void Forget(int count)
    {
        if (count == 0) return;
        ForgottenUpTo = history[count - 1].Step.ResourceVersion;
        oldest = history[count - 1].After;
        history.RemoveRange(0, count);
    }

    private int IndexAfter(long revision)
    {
        int low = 0, high = history.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (history[middle].Step.ResourceVersion <= revision) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
