namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>Access to the cluster failed; the message gives cause and remedy, fit for a user's eyes.</summary>
public abstract class KubernetesAccessException(string message, Exception? inner = null) : Exception(message, inner);
