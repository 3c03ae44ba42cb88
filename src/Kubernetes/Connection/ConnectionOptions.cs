namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>Where the cluster is and how it is reached.</summary>
public sealed record ConnectionOptions
{
    /// <summary>A kubeconfig's path; null searches <c>KUBECONFIG</c>, then <c>~/.kube/config</c>, then the Pod's own ServiceAccount.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The context to use; null uses the kubeconfig's <c>current-context</c>.</summary>
    public string? Context { get; init; }

    /// <summary>Who we are in the server's audit log, as <c>program/version (replica)</c>; the part before the slash becomes the field manager.</summary>
    public string UserAgent { get; init; } = "netpol-orleans";

    /// <summary>How long a request may take, its body included; watches are not bound by it.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Credentials that the server refuses are loaded again at most this often.</summary>
    public TimeSpan ReloadInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a server that stopped answering is asked whether it is ready, so that all streams return as soon as it is; infinite:
    /// each stream finds out by itself.
    /// </summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From 0 to 1, for jitter.</summary>
    internal Func<double> Random { get; init; } = System.Random.Shared.NextDouble;
}
