using System.Net.Sockets;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>The names of a cluster's objects. An address becomes a name's part, also an IPv6 one, whose colons no name may have.</summary>
internal sealed record TableName(string ClusterId, string Namespace)
{
    public string ConfigMap => $"orleans-{ClusterId}";

    public string LeaseOf(string silo) => $"orleans-{ClusterId}-{Sanitized(silo)}";

    public string LeaseOf(SiloAddress silo) => $"orleans-{ClusterId}-{Sanitized(Flat(silo))}";

    /// <summary>The row's key in the ConfigMap's data.</summary>
    public static string KeyOf(SiloAddress silo) => RowPrefix + Flat(silo);

    public const string RowPrefix = "silo.";

    public override string ToString() => $"configmap {ConfigMap} in namespace {Namespace}";

    private static string Flat(SiloAddress silo)
    {
        var address = silo.Endpoint.Address.ToString();
        if (silo.Endpoint.AddressFamily == AddressFamily.InterNetworkV6)
            address = address.Replace(':', '_').Replace('%', '_');
        return $"{address}-{silo.Endpoint.Port}-{silo.Generation}";
    }

    private static string Sanitized(string text)
    {
        var name = new string([.. text.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' ? letter : '-')]);
        return name.Replace("..", ".-").Replace(".-", "-").Replace("-.", "-").Trim('-', '.');
    }
}
