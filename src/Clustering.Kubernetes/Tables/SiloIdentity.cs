namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>This silo, and the pod that it runs in, where it runs in one.</summary>
internal sealed record SiloIdentity(SiloAddress Address, string Name, string? PodName, string? PodUid);
