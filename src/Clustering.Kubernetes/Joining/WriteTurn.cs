using System.Net;
using System.Text.Json;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// Lets starting silos write one after the other. Orleans waits for seconds after each write that came second, so silos that start together
/// would take tens of seconds. Advisory: a silo that does not get its turn in time goes on without, and the table's etag keeps it safe.
/// </summary>
internal sealed class WriteTurn(ApiServer api, TableName name, SiloIdentity self, TimeProvider time, ILogger<WriteTurn> log) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(5);
    private readonly string _lease = name.LeaseOf("turn");
    private (string? Holder, long Since) _observed;

    /// <summary>A turn for the write that makes this silo Joining, and one for the write that makes it Active.</summary>
    public void Participate(ISiloLifecycle lifecycle)
    {
        foreach (var write in (int[])[ServiceLifecycleStage.AfterRuntimeGrainServices, ServiceLifecycleStage.BecomeActive])
        {
            lifecycle.Subscribe($"{nameof(WriteTurn)}.{nameof(TakeAsync)}", write - 1, TakeAsync);
            lifecycle.Subscribe($"{nameof(WriteTurn)}.{nameof(PassAsync)}", write + 1, PassAsync);
        }
    }

    internal async Task TakeAsync(CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var backoff = new Backoff(TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(200));
        try
        {
            while (!await TryTakeAsync(cancellation))
            {
                if (time.GetElapsedTime(started) > Patience)
                    throw new TimeoutException($"{_observed.Holder} has it");
                await Task.Delay(backoff.Next(), time, cancellation);
            }
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            Log.NoTurn(log, failure.Message);
        }
    }

    internal async Task PassAsync(CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(null, null, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            Log.NoTurn(log, failure.Message); // the others take it when it has been held for too long
        }
    }

    private async Task<bool> TryTakeAsync(CancellationToken cancellation)
    {
        try
        {
            var lease = await api.SendAsync(AccessRule.Leases,
                (client, token) => client.CoordinationV1.ReadNamespacedLeaseAsync(_lease, name.Namespace, cancellationToken: token), cancellation);
            if (lease.Spec?.HolderIdentity is { Length: > 0 } && !IsOverdue(lease))
                return false;
            await WriteAsync(self.Address.ToParsableString(), lease.Metadata.ResourceVersion, cancellation);
            return true;
        }
        catch (ApiRefusedException refused) when (refused.Status == HttpStatusCode.NotFound)
        {
            return await CreateAsync(cancellation);
        }
        catch (ApiRefusedException refused) when (refused.Status == HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    /// <summary>By this silo's own clock, from when it first saw that holder at that version.</summary>
    private bool IsOverdue(V1Lease lease)
    {
        var holder = $"{lease.Spec.HolderIdentity} at {lease.Metadata.ResourceVersion}";
        if (_observed.Holder != holder)
            _observed = (holder, time.GetTimestamp());
        return time.GetElapsedTime(_observed.Since) > LongestTurn;
    }

    private async Task<bool> CreateAsync(CancellationToken cancellation)
    {
        try
        {
            await api.SendAsync(AccessRule.Leases,
                (client, token) => client.CoordinationV1.CreateNamespacedLeaseAsync(
                    new V1Lease
                    {
                        Metadata = new V1ObjectMeta { Name = _lease, Labels = HeartbeatLeases.LabelsOf(name) },
                        Spec = new V1LeaseSpec { HolderIdentity = self.Address.ToParsableString() },
                    },
                    name.Namespace, cancellationToken: token), cancellation);
            return true;
        }
        catch (ApiRefusedException refused) when (refused.Status == HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    private Task<V1Lease> WriteAsync(string? holder, string? resourceVersion, CancellationToken cancellation)
    {
        object metadata = resourceVersion is null ? new { } : new { resourceVersion };
        var body = JsonSerializer.Serialize(new { metadata, spec = new { holderIdentity = holder } });
        return api.SendAsync(AccessRule.Leases,
            (client, token) => client.CoordinationV1.PatchNamespacedLeaseAsync(
                new V1Patch(body, V1Patch.PatchType.MergePatch), _lease, name.Namespace, cancellationToken: token), cancellation);
    }
}
