namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>A living silo of another cluster of the same name.</summary>
/// <param name="Namespace">The other cluster's namespace.</param>
/// <param name="Silo">The silo's name.</param>
public sealed record Namesake(string Namespace, string Silo);
