using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>
/// Looks up objects that seem to be gone from a label-selected scope. One that exists has only lost a label: it stays, and is
/// looked up again from time to time, as its events no longer come.
/// </summary>
internal sealed class DeletionCheck<T>(KubernetesConnection connection, WatchScope scope, Intake<T> intake)
    where T : class
{
    /// <summary>Objects that exist outside the selector.</summary>
    public HashSet<ObjectName> Strays { get; } = [];

    /// <summary>The plan with every deletion confirmed, or replaced by what the object is now.</summary>
    /// <exception cref="KubernetesAccessException">The server did not tell: nothing is believed.</exception>
    public async Task<StorePlan<T>> ConfirmAsync(StorePlan<T> plan, ObjectStore<T> store, CancellationToken cancellation)
    {
        var confirmed = new StorePlan<T>();
        foreach (var (name, value) in plan.Objects)
        {
            var now = value;
            if (value is null && store[name] is not null) now = await LookUpAsync(name, cancellation);
            else Strays.Remove(name);
            confirmed.Note(name, now);
        }
        confirmed.Compare(store);
        return confirmed;
    }

    private async Task<T?> LookUpAsync(ObjectName name, CancellationToken cancellation)
    {
        var request = scope.Get(name.Namespace, name.Name);
        using var reply = await connection.CallAsync(request, cancellation);
        if (reply.Code == 404) return Gone(name);
        if (reply.Failure is { } failure) throw connection.ExceptionFor(request, failure);
        if (intake.Present(reply.Body)?.Value is not { } present) return Gone(name);
        Strays.Add(name);
        return present;
    }

    private T? Gone(ObjectName name)
    {
        Strays.Remove(name);
        return null;
    }
}
