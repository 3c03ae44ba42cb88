namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>The cluster cannot be joined until somebody changes something. The message is one sentence: the cause, and the remedy.</summary>
public sealed class ClusteringConfigurationException : Exception
{
    public ClusteringConfigurationException(string message) : base(message) { }

    public ClusteringConfigurationException(string message, Exception inner) : base(message, inner) { }
}
