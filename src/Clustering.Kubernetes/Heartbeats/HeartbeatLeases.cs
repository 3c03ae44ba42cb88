using System.Globalization;
using System.Net;
using System.Text.Json;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// Heartbeats as leases beside the table: one per silo name, so that restarts leave none behind, and owned by the silo's pod, so that the
/// cluster's garbage collector removes those of pods that are gone.
/// </summary>
internal sealed class HeartbeatLeases(
    ApiServer api, TableName name, SiloIdentity self, IOptions<ClusterMembershipOptions> membership, ClusteringMetrics metrics, HeartbeatNotes notes)
{
    private const string ClusterLabel = "orleans-clustering/cluster";
    private const string MicroTime = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static Dictionary<string, string> LabelsOf(TableName name, IDictionary<string, string>? others = null) =>
        new(others ?? new Dictionary<string, string>()) { [ClusterLabel] = name.ClusterId };

    /// <summary>Writes without reading: one PATCH, after a POST the first time.</summary>
    public async Task RenewAsync(SiloAddress silo, DateTime alive, CancellationToken cancellation)
    {
        var lease = silo.Equals(self.Address) ? name.LeaseOf(self.Name) : name.LeaseOf(silo);
        var body = Render(lease, silo, alive);
        try
        {
            await PatchAsync(lease, body, cancellation);
        }
        catch (ApiRefusedException refused) when (refused.Status == HttpStatusCode.NotFound)
        {
            await CreateAsync(body, cancellation);
            await PatchAsync(lease, body, cancellation);
        }

        if (silo.Equals(self.Address))
            metrics.Heartbeat();
    }

    public async Task<IReadOnlyDictionary<SiloAddress, DateTime>> ReadAsync(CancellationToken cancellation) =>
        (await ListAsync(cancellation)).GroupBy(beat => beat.Silo).ToDictionary(beats => beats.Key, beats => beats.Max(beat => beat.Renewed));

    public async Task<IReadOnlyList<Heartbeat>> ListAsync(CancellationToken cancellation)
    {
        var leases = await LeasesAsync(cancellation);
        return [.. leases.Items.Select(Parse).OfType<Heartbeat>()];
    }

    public async Task DeleteAllAsync(CancellationToken cancellation)
    {
        foreach (var lease in (await LeasesAsync(cancellation)).Items)
            await api.SendAsync(AccessRule.DeleteLeases,
                (client, token) => client.CoordinationV1.DeleteNamespacedLeaseAsync(lease.Metadata.Name, name.Namespace, cancellationToken: token), cancellation);
    }

    private Task<V1LeaseList> LeasesAsync(CancellationToken cancellation) => api.SendAsync(AccessRule.Leases,
        (client, token) => client.CoordinationV1.ListNamespacedLeaseAsync(
            name.Namespace, labelSelector: $"{ClusterLabel}={name.ClusterId}", cancellationToken: token), cancellation);

    private Task<V1Lease> PatchAsync(string lease, string body, CancellationToken cancellation) => api.SendAsync(AccessRule.Leases,
        (client, token) => client.CoordinationV1.PatchNamespacedLeaseAsync(
            new V1Patch(body, V1Patch.PatchType.MergePatch), lease, name.Namespace, cancellationToken: token), cancellation);

    /// <summary>Leaves the time to a patch: the client writes a whole second without its fraction, which the API server refuses.</summary>
    private async Task CreateAsync(string body, CancellationToken cancellation)
    {
        var lease = KubernetesJson.Deserialize<V1Lease>(body);
        lease.Spec.RenewTime = null;
        try
        {
            await api.SendAsync(AccessRule.Leases,
                (client, token) => client.CoordinationV1.CreateNamespacedLeaseAsync(lease, name.Namespace, cancellationToken: token), cancellation);
        }
        catch (ApiRefusedException refused) when (refused.Status == HttpStatusCode.Conflict)
        {
            return;
        }
    }

    private string Render(string lease, SiloAddress silo, DateTime alive)
    {
        object[] owners = self is { PodName: not null, PodUid: not null } && silo.Equals(self.Address)
            ? [new { apiVersion = "v1", kind = "Pod", name = self.PodName, uid = self.PodUid }]
            : [];
        return JsonSerializer.Serialize(new
        {
            apiVersion = "coordination.k8s.io/v1",
            kind = "Lease",
            metadata = new { name = lease, labels = LabelsOf(name), annotations = silo.Equals(self.Address) ? notes.Current : HeartbeatNotes.None.Current, ownerReferences = owners },
            spec = new
            {
                holderIdentity = silo.ToParsableString(),
                leaseDurationSeconds = (int)(membership.Value.NumMissedTableIAmAliveLimit * membership.Value.IAmAliveTablePublishTimeout).TotalSeconds,
                renewTime = alive.ToString(MicroTime, CultureInfo.InvariantCulture),
            },
        });
    }

    private static Heartbeat? Parse(V1Lease lease)
    {
        if (lease.Spec?.RenewTime is not { } renewed || !SiloAddress.TryParse(lease.Spec.HolderIdentity ?? "", null, out var silo))
            return null;
        var pod = lease.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Kind == "Pod");
        return new Heartbeat(silo, DateTime.SpecifyKind(renewed, DateTimeKind.Utc), pod?.Name, pod?.Uid);
    }
}
