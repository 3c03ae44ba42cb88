using System.Diagnostics.CodeAnalysis;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>
/// Hands changes to the consumer, and only then keeps them and moves the version on: whatever fails in between is handed over again.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "a SemaphoreSlim holds nothing while its wait handle is not asked for")]
internal sealed class Handover<T>(ObjectStore<T> store, DeliverChanges<T> deliver, DeletionCheck<T>? deletions, ReflectorCounters counters)
    where T : class
{
    private readonly SemaphoreSlim one = new(1);

    /// <summary>The version up to which everything was handed over; null before the first list.</summary>
    public string? Version { get; private set; }

    /// <summary>Makes the next step a list.</summary>
    public void Forget() => Version = null;

    /// <summary>The events of a watch, up to <paramref name="version"/>.</summary>
    public Task EventsAsync(List<ArrivedObject<T>> batch, string version, CancellationToken cancellation) =>
        CompleteAsync(() => store.PlanEvents(batch), () => version, cancellation);

    /// <summary>A whole list of <paramref name="version"/>.</summary>
    public Task ReplaceAsync(List<ArrivedObject<T>> list, IReadOnlySet<ObjectName> keep, string? version, CancellationToken cancellation) =>
        CompleteAsync(() => store.PlanReplace(list, keep), () => version, cancellation);

    /// <summary>Looks up again what left the selector, but exists.</summary>
    public Task RecheckAsync(DeletionCheck<T> check, CancellationToken cancellation) => CompleteAsync(
        () => store.PlanEvents([.. check.Strays.Select(name => new ArrivedObject<T>(name, null))]), () => Version, cancellation);

    /// <summary>One at a time: what is planned against the store is kept before the next is planned.</summary>
    private async Task CompleteAsync(Func<StorePlan<T>> plan, Func<string?> version, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            var confirmed = await DeliverAsync(plan(), cancellation);
            store.Commit(confirmed);
            counters.Objects = store.Count;
            if (Version is null || confirmed.Changes.Count > 0) counters.NewestChange = version();
            counters.Position = Version = version();
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<StorePlan<T>> DeliverAsync(StorePlan<T> plan, CancellationToken cancellation)
    {
        if (deletions is not null && plan.Changes.Exists(change => change.New is null))
            plan = await deletions.ConfirmAsync(plan, store, cancellation);
        if (plan.Changes.Count == 0) return plan;

        counters.Delivering();
        try
        {
            await deliver(plan.Changes, cancellation);
            return plan;
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
}
