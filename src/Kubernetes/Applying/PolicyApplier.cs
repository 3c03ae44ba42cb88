using System.Diagnostics.Metrics;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Telemetry;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Applying;

/// <summary>
/// Writes one planned change: a create with POST, so that a foreign policy of the name wins; an update with PUT and a delete, both
/// fenced by the uid and version that the plan was made for. It retries nothing: what happened is a value, and planning anew is
/// the caller's. What happens in each race is a table in docs/api-access.md.
/// </summary>
public sealed class PolicyApplier : IDisposable
{
    private static readonly Counter<long> Writes = KubernetesTelemetry.Meter.CreateCounter<long>(
        "policy_writes", "{write}", "Planned changes of policies by verb and outcome");

    private readonly KubernetesConnection connection;
    private readonly PolicyApplierOptions options;
    private readonly Func<bool> mayWrite;
    private readonly WriteGate gate;
    private readonly RefusedWrites refused;

    /// <param name="connection">The way to the server.</param>
    /// <param name="mayWrite">The fence, asked right before each write: false where this process may have lost its shards.</param>
    /// <param name="options">Bounds.</param>
    public PolicyApplier(KubernetesConnection connection, Func<bool> mayWrite, PolicyApplierOptions? options = null)
    {
        this.connection = connection;
        this.mayWrite = mayWrite;
        this.options = options ?? new();
        gate = new(this.options.Concurrency, connection.Time);
        refused = new(connection.Time);
    }

    /// <summary>The policies whose last write the API server has refused, with the reason, as sentences.</summary>
    public IReadOnlyList<string> Refused => refused.Sentences;

    /// <summary>Writes one change.</summary>
    public async Task<ApplyResult> ApplyAsync(PolicyChange change, CancellationToken cancellation)
    {
        using var slot = await gate.EnterAsync(cancellation);
        var result = await WriteAsync(change, cancellation);
        if (result.Outcome == ApplyOutcome.Throttled) gate.Close(result.RetryAfter!.Value);
        refused.Note(change.Desired?.Name ?? change.Observed!.Name, result);
        Writes.Add(1, new("verb", change.Verb), new("outcome", result.Outcome.ToString()));
        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task<ApplyResult> WriteAsync(PolicyChange change, CancellationToken cancellation)
    {
        if (!mayWrite()) return new(ApplyOutcome.Fenced, change.Observed, "this process may not write now");
        try
        {
            return change switch
            {
                { Desired: null, Observed: { } observed } => await DeleteAsync(observed, cancellation),
                { Desired: { } desired, Observed: { } observed } => await UpdateAsync(desired, observed, cancellation),
                { Desired: { } desired } => await CreateAsync(desired, cancellation),
                _ => throw new ArgumentException("a change has a desired or an observed policy", nameof(change)),
            };
        }
        catch (UnreachableException e)
        {
            return new(ApplyOutcome.Unknown, change.Observed, e.Message);
        }
    }

    private async Task<ApplyResult> CreateAsync(DesiredPolicy desired, CancellationToken cancellation)
    {
        var request = PolicyRequests.Create(desired);
        using var reply = await connection.CallAsync(request, cancellation);
        return reply.Failure is { } failure
            ? await FailedAsync(request, failure, desired.Name, InstanceOf(desired.Annotations), cancellation)
            : new(ApplyOutcome.Created, Project(reply));
    }

    private async Task<ApplyResult> UpdateAsync(DesiredPolicy desired, PolicyObject observed, CancellationToken cancellation)
    {
        string? lastApplied = null;
        if (observed.HasLastApplied)
        {
            using var current = await connection.CallAsync(PolicyRequests.Get(observed.Name), cancellation);
            if (current.Failure is { } unread) return await FailedAsync(PolicyRequests.Get(observed.Name), unread, desired.Name, InstanceOf(desired.Annotations), cancellation);
            lastApplied = LastAppliedReader.Read(current.Body);
        }
        var request = PolicyRequests.Update(desired, observed, lastApplied);
        using var reply = await connection.CallAsync(request, cancellation);
        if (reply.Failure is { } failure) return await FailedAsync(request, failure, desired.Name, InstanceOf(desired.Annotations), cancellation);
        var written = Project(reply);
        return new(written?.ResourceVersion == observed.ResourceVersion ? ApplyOutcome.Unchanged : ApplyOutcome.Updated, written);
    }

    private async Task<ApplyResult> DeleteAsync(PolicyObject observed, CancellationToken cancellation)
    {
        var request = PolicyRequests.Delete(observed);
        using var reply = await connection.CallAsync(request, cancellation);
        return reply.Failure is { } failure
            ? await FailedAsync(request, failure, observed.Name, InstanceOf(observed.Annotations), cancellation)
            : new(ApplyOutcome.Deleted);
    }

    private async Task<ApplyResult> FailedAsync(ApiRequest request, ApiStatus failure, ObjectName name, string instance, CancellationToken cancellation)
    {
        var outcome = ApplyTable.OutcomeOf(request.Verb, failure);
        return outcome switch
        {
            ApplyOutcome.Conflict => await LookAsync(name, instance, cancellation),
            ApplyOutcome.Throttled => new(outcome, null, failure.ToString(), Pause(failure.RetryAfter)),
            ApplyOutcome.Forbidden or ApplyOutcome.Unauthorized =>
                new(outcome, null, $"{connection.ExceptionFor(request, failure).Message} ({failure.Message})"),
            _ => new(outcome, null, $"{request} failed with {failure}", failure.RetryAfter),
        };
    }

    /// <summary>Who stands in the way of a write.</summary>
    private async Task<ApplyResult> LookAsync(ObjectName name, string instance, CancellationToken cancellation)
    {
        var request = PolicyRequests.Get(name);
        using var reply = await connection.CallAsync(request, cancellation);
        if (reply.Failure is { } failure) return await FailedAsync(request, failure, name, instance, cancellation);
        return Project(reply) is not { } found ? new(ApplyOutcome.Foreign, null, $"the NetworkPolicy {name} cannot be read, so it is left alone")
            : PolicyOwnership.WorkloadOf(found, instance) is not null ? new(ApplyOutcome.Conflict, found, $"the NetworkPolicy {name} has changed since the plan was made")
            : new(ApplyOutcome.Foreign, found, $"a NetworkPolicy {name} exists that is not ours; rename it, or delete it, to let ours in");
    }

    private static string InstanceOf(Labels annotations) => annotations[Annotations.Instance] ?? "";

    private TimeSpan Pause(TimeSpan? told) =>
        told is not { } wanted ? options.DefaultPause : wanted < options.LongestPause ? wanted : options.LongestPause;

    private static PolicyObject? Project(ApiReply reply) => Projectors.NetworkPolicy.Project(reply.Body).Value;
}
