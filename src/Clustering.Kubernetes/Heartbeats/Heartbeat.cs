namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>A silo's last sign of life: its lease's holder and renewal by that silo's own clock, and the pod that the lease belongs to.</summary>
internal sealed record Heartbeat(SiloAddress Silo, DateTime Renewed, string? PodName, string? PodUid);
