using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>Fully qualified names inside the cluster.</summary>
public static class ClusterDnsName
{
    /// <summary>
    /// The Service that <c>name.ns.svc.DOMAIN</c> or <c>pod.name.ns.svc.DOMAIN</c> means, or null where the name is
    /// not the cluster's. Letter case and a trailing dot do not matter. Source: the Kubernetes DNS specification, §2.3.
    /// </summary>
    public static ReferenceTarget? Parse(string host, int? port, string clusterDomain)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        var suffix = $".svc.{clusterDomain}";
        if (!name.EndsWith(suffix, StringComparison.Ordinal)) return null;
        return name[..^suffix.Length].Split('.') switch
        {
            [{ Length: > 0 } service, { Length: > 0 } ns] => ReferenceTarget.Service(ns, service, port),
            [{ Length: > 0 } pod, { Length: > 0 } service, { Length: > 0 } ns] =>
                new(TargetKind.Service, new ObjectName(ns, service), port, pod),
            _ => null,
        };
    }
}
