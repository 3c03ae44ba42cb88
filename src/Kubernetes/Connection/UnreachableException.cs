namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>The API server gave no answer: a request may or may not have taken effect.</summary>
/// <param name="server">The server's address.</param>
/// <param name="what">What happened.</param>
/// <param name="inner">The transport's error.</param>
public sealed class UnreachableException(Uri server, string what, Exception? inner = null)
    : KubernetesAccessException(
        $"the API server at {server} cannot be reached: {what}. Check that it runs, that this address is right, and that no proxy or firewall is in between",
        inner)
{
    /// <summary>The server's address.</summary>
    public Uri Server { get; } = server;
}
