using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>
/// Hands changes to the consumer, and only then keeps them and moves the version on: whatever fails in between is handed over again.
/// </summary>
internal sealed class Handover<T>(ObjectStore<T> store, DeliverChanges<T> deliver, DeletionCheck<T>? deletions, ReflectorCounters counters)
    where T : class
{
    /// <summary>The version up to which everything was handed over; null before the first list.</summary>
    public string? Version { get; private set; }

    /// <summary>Makes the next step a list.</summary>
    public void Forget() => Version = null;

    /// <summary>The events of a watch, up to <paramref name="version"/>.</summary>
    public Task EventsAsync(List<ArrivedObject<T>> batch, string version, CancellationToken cancellation) =>
        CompleteAsync(store.PlanEvents(batch), version, cancellation);

    /// <summary>A whole list of <paramref name="version"/>.</summary>
    public Task ReplaceAsync(List<ArrivedObject<T>> list, IReadOnlySet<ObjectName> keep, string? version, CancellationToken cancellation) =>
        CompleteAsync(store.PlanReplace(list, keep), version, cancellation);

    private async Task CompleteAsync(StorePlan<T> plan, string? version, CancellationToken cancellation)
    {
        if (deletions is not null && plan.Changes.Exists(change => change.New is null))
            plan = await deletions.ConfirmAsync(plan, store, cancellation);
        if (plan.Changes.Count > 0)
        {
            counters.Delivering();
            try
            {
                await deliver(plan.Changes, cancellation);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                throw new ConsumerFailedException(e);
            }
            finally
            {
                counters.Delivered(plan.Changes.Count);
            }
        }
        store.Commit(plan);
        counters.Objects = store.Count;
        Version = version;
    }
}
