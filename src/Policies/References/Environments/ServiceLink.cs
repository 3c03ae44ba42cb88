namespace NetpolOrleans.Policies.References.Environments;

/// <summary>
/// The variables that the kubelet adds for the Services of the pod's namespace (<c>enableServiceLinks</c>):
/// <c>REDIS_MASTER_SERVICE_HOST</c> is the address of the Service <c>redis-master</c>.
/// </summary>
internal static class ServiceLink
{
    private const string Suffix = "_SERVICE_HOST";
    private const string Kubernetes = "KUBERNETES";

    /// <summary>The name that stands for the address in the variable, or null where the variable is no such link.</summary>
    public static string? Host(string variable)
    {
        if (variable.Length <= Suffix.Length || !variable.EndsWith(Suffix, StringComparison.Ordinal)) return null;
        var name = variable.AsSpan()[..^Suffix.Length];
        foreach (var c in name)
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c) && c != '_') return null;
        return name.SequenceEqual(Kubernetes) ? "kubernetes.default.svc" : name.ToString().Replace('_', '-').ToLowerInvariant();
    }
}
