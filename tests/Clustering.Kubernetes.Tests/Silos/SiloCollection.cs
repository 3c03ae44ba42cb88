namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>Tests that run real silos, one after the other: their failure detection is real time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SiloCollection
{
    public const string Name = "silos";
}
