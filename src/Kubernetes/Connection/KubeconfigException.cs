namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>A kubeconfig cannot be used.</summary>
/// <param name="file">The file, or what was searched.</param>
/// <param name="what">What is wrong with it.</param>
/// <param name="remedy">What to do.</param>
/// <param name="inner">The reader's own error, if it had one.</param>
public sealed class KubeconfigException(string file, string what, string remedy, Exception? inner = null)
    : KubernetesAccessException($"kubeconfig {file}: {what}. {remedy}", inner)
{
    /// <summary>The file, or what was searched.</summary>
    public string File { get; } = file;

    /// <summary>What is wrong with it.</summary>
    public string What { get; } = what;

    /// <summary>What to do.</summary>
    public string Remedy { get; } = remedy;
}
