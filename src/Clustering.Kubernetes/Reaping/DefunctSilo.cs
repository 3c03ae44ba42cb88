namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>A row whose silo provably runs no more, and what proves it.</summary>
internal sealed record DefunctSilo(SiloRow Row, string Reason);
