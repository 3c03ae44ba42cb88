namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>The cluster as this silo sees it.</summary>
internal sealed class MembershipGauges
{
    public MembershipGauges(ClusteringMetrics metrics, IClusterMembershipService membership, SiloFence fence)
    {
        metrics.Meter.CreateObservableGauge("orleans.membership.active_silos",
            () => membership.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active), "{silo}", "Active silos in this silo's view");
        metrics.Meter.CreateObservableGauge("orleans.membership.view_version",
            () => membership.CurrentSnapshot.Version.Value, "{version}", "The table's version that this silo's view is of");
        metrics.Meter.CreateObservableGauge("orleans.membership.fence_open", () => fence.MayWrite ? 1 : 0, "{silo}", "1 while this silo may write");
    }
}
