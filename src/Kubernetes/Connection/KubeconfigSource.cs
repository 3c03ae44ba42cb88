using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>Where the configuration comes from: kubeconfig files, merged, or the Pod's ServiceAccount where there are none.</summary>
public sealed record KubeconfigSource(ValueList<string> Files)
{
    /// <summary>The Pod's own ServiceAccount.</summary>
    public static KubeconfigSource InCluster { get; } = new(ValueList<string>.Empty);

    /// <summary>Whether the Pod's own ServiceAccount is used.</summary>
    public bool IsInCluster => Files.IsEmpty;

    /// <summary>
    /// Searches as kubectl does: an explicit path, the files of <c>KUBECONFIG</c> that exist, <c>~/.kube/config</c>; then, as
    /// client-go does, the Pod's ServiceAccount.
    /// </summary>
    /// <param name="path">The path that the user gave, or null.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="exists">Whether a file exists.</param>
    /// <param name="inCluster">Whether a ServiceAccount is mounted.</param>
    public static KubeconfigSource Find(string? path, Func<string, string?> variable, Func<string, bool> exists, bool inCluster)
    {
        if (path is not null) return exists(path) ? new([path]) : throw Missing(path);

        if (variable("KUBECONFIG") is { Length: > 0 } list)
        {
            var files = list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var found = files.Where(exists).ToValueList();
            return found.IsEmpty ? throw Missing(list) : new(found);
        }

        var home = Path.Combine(variable(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") ?? "/", ".kube", "config");
        if (exists(home)) return new([home]);
        return inCluster ? InCluster : throw new KubeconfigException(
            home, "it does not exist, KUBECONFIG is not set, and this is no Pod with a ServiceAccount",
            "Name a kubeconfig with --kubeconfig or KUBECONFIG");
    }

    private static KubeconfigException Missing(string path) => new(path, "the file does not exist", "Check --kubeconfig and KUBECONFIG");
}
