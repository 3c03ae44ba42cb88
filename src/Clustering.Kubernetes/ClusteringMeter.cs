namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Where the membership's metrics are found.</summary>
public static class ClusteringMeter
{
    /// <summary>The meter's name, to be given to a metrics exporter.</summary>
    public const string Name = "NetpolOrleans.Clustering";
}
