using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References.Hosts;

/// <summary>What a host name may mean, seen from a pod: its DNS search path is <c>ns.svc.domain</c>, <c>svc.domain</c>, <c>domain</c>.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="ClusterDomain">The cluster's domain, in lower case and without dots at its ends.</param>
internal sealed record NameResolution(string Namespace, string ClusterDomain)
{
    /// <summary>Whether the name says by its form that a Service or a Pod is meant: <c>….svc</c>, <c>….svc.cluster.local</c>, <c>….pod…</c>.</summary>
    public bool IsQualified(string host)
    {
        var name = WithoutDomain(host);
        return (name.EndsWith(".svc", StringComparison.Ordinal) && name.AsSpan().Count('.') >= 2) || IsPodName(name);
    }

    /// <summary>The meanings of a name in the order in which the pod would find them; empty where it can have none.</summary>
    /// <param name="host">A name as <see cref="HostName.Normalize"/> gives it.</param>
    /// <param name="port">The port that the text gives, or null.</param>
    /// <param name="mayBeExternal">Whether the text says that a host is meant, so that one outside the cluster is worth a report.</param>
    public ValueList<ReferenceTarget> Candidates(string host, int? port, bool mayBeExternal)
    {
        var (name, portName) = SrvName.Split(host);
        var inner = WithoutDomain(name);
        if (!HostName.CouldBeInCluster(inner)) return Outside(host, port, mayBeExternal);
        return inner.Split('.') switch
        {
            [var pod, var ns, "pod"] => [PodTarget(ns, pod, port)],
            [var service, var ns, "svc"] => [Target(ns, service)],
            [var pod, var service, var ns, "svc"] => [Target(ns, service, pod)],
            _ when inner.Length != name.Length => [], // a name of the cluster's domain that is nobody's
            [var service] => [Target(Namespace, service)],
            // A StatefulSet's pod is found in the own namespace before a Service of another; other pods rarely have a DNS name.
            [var pod, var service] when IsOrdinal(pod) => [Target(Namespace, service, pod), Target(service, pod), .. Outside(host, port, mayBeExternal)],
            [var service, var ns] => [Target(ns, service), Target(Namespace, ns, service), .. Outside(host, port, mayBeExternal)],
            [var pod, var service, var ns] => [Target(ns, service, pod), .. Outside(host, port, mayBeExternal)],
            _ => Outside(host, port, mayBeExternal),
        };

        ReferenceTarget Target(string ns, string service, string? pod = null) =>
            new(TargetKind.Service, new(ns, service), port, pod, portName);
    }

    private string WithoutDomain(string name) =>
        name.Length > ClusterDomain.Length + 1 && name[^(ClusterDomain.Length + 1)] == '.' && name.EndsWith(ClusterDomain, StringComparison.Ordinal)
            ? name[..^(ClusterDomain.Length + 1)]
            : name;

    private static bool IsPodName(string name) => name.EndsWith(".pod", StringComparison.Ordinal) && name.AsSpan().Count('.') == 2;

    private static ReferenceTarget PodTarget(string ns, string pod, int? port) => AddressLiteral.FromDashes(pod) is { } address
        ? new(TargetKind.PodAddress, new(ns, address), port)
        : new(TargetKind.PodName, new(ns, pod), port);

    private static ValueList<ReferenceTarget> Outside(string host, int? port, bool mayBeExternal) =>
        mayBeExternal && HostName.HasTopLevelDomain(host) ? [ReferenceTarget.External(host, port)] : [];

    private static bool IsOrdinal(string pod)
    {
        var digits = pod.AsSpan(pod.LastIndexOf('-') + 1);
        return digits.Length > 0 && digits.Length < pod.Length && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
