namespace NetpolOrleans.Silo.Configuration;

/// <summary>What the manifest tells a replica of its pod, through the downward API.</summary>
public static class PodEnvironment
{
    private const string OfServiceAccount = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

    /// <summary>The pod's namespace; null outside a cluster.</summary>
    public static string? Namespace => Value("POD_NAMESPACE") ?? (File.Exists(OfServiceAccount) ? File.ReadAllText(OfServiceAccount).Trim() : null);

    /// <summary>The pod's name; null outside a cluster.</summary>
    public static string? Name => Value("POD_NAME");

    /// <summary>The pod's address; null where nobody says it.</summary>
    public static string? Address => Value("POD_IP");

    private static string? Value(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
