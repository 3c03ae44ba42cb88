using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Platforms;

/// <summary>What a workload needs to resolve names.</summary>
public static class ClusterDns
{
    private const string NodeLocalAddress = "169.254.20.10";

    private static readonly ValueList<PolicyPort> Standard = [new(Protocol.UDP, 53), new(Protocol.TCP, 53)];

    /// <summary>DNS as kubeadm and most distributions install it.</summary>
    public static Allowance Assumed { get; } = new(PolicyPeer.Pods("kube-system", LabelSelector.Of(("k8s-app", "kube-dns"))), Standard);

    /// <summary>The cache that some clusters run on every node.</summary>
    public static Allowance NodeLocalCache { get; } = CacheAt(NodeLocalAddress);

    /// <summary>The namespaces in which DNS is known by its Service's name and labels.</summary>
    public static ValueList<string> Namespaces { get; } = ["kube-system", "openshift-dns"];

    /// <summary>A resolver that is no Service: a cache of the node, or the node itself.</summary>
    public static Allowance CacheAt(string address) => new(PolicyPeer.Block(Cidr.OfAddress(address)), Standard);

    /// <summary>Whether an address is of the node's own link, where no Service can have it.</summary>
    public static bool IsLinkLocal(string address) =>
        address.StartsWith("169.254.", StringComparison.Ordinal) || address.StartsWith("fe80:", StringComparison.OrdinalIgnoreCase);

    /// <summary>DNS as the cluster's own Service tells it: the pods on their ports, the ClusterIP on the Service's.</summary>
    /// <param name="facts">The facts of the DNS Service.</param>
    /// <param name="clusterIPs">Its addresses.</param>
    public static ValueList<Allowance> Of(TargetFacts facts, ValueList<string> clusterIPs)
    {
        var dns = facts.Ports.Where(IsDns).ToList();
        var allowances = new List<Allowance>();
        if (facts.Pods is { } pods)
            allowances.Add(new(PolicyPeer.Pods(facts.Key.Name.Namespace, pods), [.. dns.Select(port => new PolicyPort(port.Protocol, port.Target))]));
        foreach (var block in facts.Blocks.Where(block => block.Service == 53)) allowances.Add(new(PolicyPeer.Block(block.Cidr), [block.Port]));
        foreach (var address in clusterIPs)
            allowances.Add(new(PolicyPeer.Block(Cidr.OfAddress(address)), [.. dns.Select(port => new PolicyPort(port.Protocol, port.Port))]));
        return [.. allowances];
    }

    /// <summary>
    /// Whether a Service is the cluster's DNS: it has the address that pods resolve names at, or, in a namespace that tenants do not own,
    /// the name or label of one.
    /// </summary>
    public static bool IsDnsService(Service service, ValueList<string> resolvers) => (service.ClusterIPs.Any(resolvers.Contains) || service.Name switch
    {
        ("kube-system", var name) => service.Labels["k8s-app"] is "kube-dns" or "coredns" || service.Labels["app.kubernetes.io/name"] is "coredns"
            || name is "kube-dns" or "coredns" or "rke2-coredns-rke2-coredns",
        ("openshift-dns", "dns-default") => true,
        _ => false,
    }) && service.Ports.Any(port => port.Port == 53);

    private static bool IsDns(FactPort port) => port.Port == 53;
}
