namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>
/// Takes a batch of changes, at most one per object. The next batch comes when this one's task is done; where it throws, the same
/// changes come again. Called off any scheduler of the consumer's: it marshals itself.
/// </summary>
public delegate ValueTask DeliverChanges<T>(IReadOnlyList<ObjectChange<T>> changes, CancellationToken stopping)
    where T : class;
