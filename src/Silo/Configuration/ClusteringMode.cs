namespace NetpolOrleans.Silo.Configuration;

/// <summary>How replicas find each other.</summary>
public enum ClusteringMode
{
    /// <summary>One replica, on this machine only.</summary>
    Localhost,

    /// <summary>The replicas of a StatefulSet, by a ConfigMap and Leases of their namespace.</summary>
    Kubernetes,
}
