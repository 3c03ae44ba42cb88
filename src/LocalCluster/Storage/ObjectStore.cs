using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Errors;

namespace LocalKubernetes.Storage;

/// <summary>
/// The cluster's state: one revision counter over all kinds, compare-and-swap writes, snapshots of the past and
/// subscriptions to what happens, as etcd and the watch cache give them together.
/// </summary>
internal sealed class ObjectStore(int historySize)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, KindLog> logs = [];
    private readonly HashSet<Subscription> feeds = [];
    private readonly OwnerIndex owners = new();
    private long revision = 1;
    private long compacted;
    private long watchable;

    public long Revision
    {
        get { lock (gate) return revision; }
    }

    public StoredObject? Find(ObjectKey key)
    {
        lock (gate) return LogOf(key.Kind).Find(key.Namespace, key.Name);
    }

    public StoredObject? FindByUid(string uid)
    {
        lock (gate) return owners.Find(uid);
    }

    /// <summary>The objects that name this uid among their owners.</summary>
    public IReadOnlyList<StoredObject> OwnedBy(string uid)
    {
        lock (gate) return owners.DependentsOf(uid);
    }

    /// <summary>Null when an object of that name exists.</summary>
    public StoredObject? TryInsert(ObjectKey key, JsonObject obj)
    {
        lock (gate)
        {
            if (LogOf(key.Kind).Find(key.Namespace, key.Name) is not null) return null;
            var created = StoredObject.Freeze(key.Kind, obj, revision + 1);
            Commit(new StoreEvent(revision + 1, created, null, false));
            return created;
        }
    }

    /// <summary>Null when somebody else wrote since <paramref name="expected"/> was read.</summary>
    public StoredObject? TryReplace(StoredObject expected, JsonObject obj)
    {
        lock (gate)
        {
            if (!IsCurrent(expected)) return null;
            var next = StoredObject.Freeze(expected.Key.Kind, obj, revision + 1);
            Commit(new StoreEvent(revision + 1, next, expected, false));
            return next;
        }
    }

    /// <summary>The last state with the deletion's version, or null when somebody else wrote meanwhile.</summary>
    public StoredObject? TryRemove(StoredObject expected, JsonObject last)
    {
        lock (gate)
        {
            if (!IsCurrent(expected)) return null;
            var tombstone = StoredObject.Freeze(expected.Key.Kind, last, revision + 1);
            Commit(new StoreEvent(revision + 1, tombstone, expected, true));
            return tombstone;
        }
    }

    public Snapshot Snapshot(ResourceKind kind)
    {
        lock (gate) return new Snapshot(LogOf(kind).Current, revision);
    }

    /// <summary>The kinds that have objects in a namespace.</summary>
    public IReadOnlyList<ResourceKind> KindsIn(string scope)
    {
        lock (gate) return [.. logs.Values.Where(log => log.Current.ContainsKey(scope)).Select(log => log.Current[scope].First().Value.Key.Kind)];
    }

    /// <summary>The past state of a kind; null when that version is compacted away.</summary>
    public Snapshot? SnapshotAt(ResourceKind kind, long version)
    {
        lock (gate)
        {
            var log = LogOf(kind);
            return version < log.ForgottenUpTo || version < compacted ? null : new Snapshot(log.At(version), version);
        }
    }

    /// <summary>Follows a kind from after a version; from now when <paramref name="since"/> is null.</summary>
    /// <exception cref="ApiException">410: the version is compacted away.</exception>
    public Subscription Subscribe(ResourceKind kind, string? scope, long? since, bool bookmarks)
    {
        lock (gate)
        {
            var log = LogOf(kind);
            var oldest = Math.Max(Math.Max(log.ForgottenUpTo, compacted), watchable);
            if (since < oldest) throw ApiErrors.Gone(since.Value, oldest);
            var subscription = new Subscription(this, kind, scope, bookmarks) { StartedAt = revision };
            if (since is { } version)
                foreach (var step in log.Since(version, scope)) subscription.Offer(step);
            log.Add(subscription);
            return subscription;
        }
    }

    /// <summary>What is there and what follows, without a gap between them.</summary>
    public (Subscription Events, Snapshot Now) SubscribeWithSnapshot(ResourceKind kind, string? scope, bool bookmarks)
    {
        lock (gate) return (Subscribe(kind, scope, null, bookmarks), Snapshot(kind));
    }

    /// <summary>Follows all kinds from now: the controllers' feed.</summary>
    public Subscription SubscribeAll(Action offered)
    {
        lock (gate)
        {
            var feed = new Subscription(this, null, null, false) { StartedAt = revision, Offered = offered };
            feeds.Add(feed);
            return feed;
        }
    }

    public void Unsubscribe(Subscription subscription)
    {
        lock (gate)
        {
            if (subscription.Kind is { } kind) LogOf(kind).Remove(subscription);
            else feeds.Remove(subscription);
        }
    }

    /// <summary>Tells every listener who asked for bookmarks how far history has come.</summary>
    public void SendBookmarks()
    {
        lock (gate)
        {
            var bookmark = StoreEvent.Bookmark(revision);
            foreach (var listener in logs.Values.SelectMany(log => log.Listeners).Where(listener => listener.Bookmarks)) listener.Offer(bookmark);
        }
    }

    /// <summary>Loses the watch cache: watches of older versions get a 410, lists and continue tokens don't.</summary>
    public void ForgetWatches()
    {
        lock (gate) watchable = revision;
    }

    /// <summary>Forgets all history: watches and continue tokens of older versions get a 410.</summary>
    public void Compact()
    {
        lock (gate)
        {
            compacted = revision;
            foreach (var log in logs.Values) log.Compact(revision);
        }
    }

    private bool IsCurrent(StoredObject expected) =>
        ReferenceEquals(LogOf(expected.Key.Kind).Find(expected.Key.Namespace, expected.Key.Name), expected);

    private KindLog LogOf(ResourceKind kind)
    {
        // By name: a definition that changes makes new kinds of the same objects.
        if (!logs.TryGetValue(kind.QualifiedName, out var log)) logs[kind.QualifiedName] = log = new KindLog(historySize);
        return log;
    }

    private void Commit(StoreEvent step)
    {
        revision = step.ResourceVersion;
        LogOf(step.Current!.Key.Kind).Append(step);
        owners.Apply(step);
        foreach (var feed in feeds) feed.Offer(step);
    }
}
