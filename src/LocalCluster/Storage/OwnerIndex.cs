namespace LocalKubernetes.Storage;

/// <summary>Who exists by uid, and who names whom as an owner. Guarded by the store's lock.</summary>
internal sealed class OwnerIndex
{
    private readonly Dictionary<string, StoredObject> byUid = [];
    private readonly Dictionary<string, HashSet<string>> dependents = [];

    public StoredObject? Find(string uid) => byUid.GetValueOrDefault(uid);

    public List<StoredObject> DependentsOf(string owner) =>
        dependents.TryGetValue(owner, out var uids) ? [.. uids.Select(Find).OfType<StoredObject>()] : [];

    public void Apply(StoreEvent step)
    {
        foreach (var owner in step.Previous?.Owners ?? [])
            if (dependents.TryGetValue(owner, out var uids) && uids.Remove(step.Previous!.Uid) && uids.Count == 0) dependents.Remove(owner);
        var current = step.Current!;
        if (step.IsDeletion)
        {
            byUid.Remove(current.Uid);
            return;
        }
        byUid[current.Uid] = current;
        foreach (var owner in current.Owners)
        {
            if (!dependents.TryGetValue(owner, out var uids)) dependents[owner] = uids = [];
            uids.Add(current.Uid);
        }
    }
}
