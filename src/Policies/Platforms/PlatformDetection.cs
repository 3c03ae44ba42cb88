using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Platforms;

/// <summary>Finds the platform among a cluster's objects; what is not found is assumed (<see cref="Platform.Assumed"/>).</summary>
public static class PlatformDetection
{
    private static readonly ObjectName ApiServerService = new("default", "kubernetes");

    /// <summary>
    /// The platform of a snapshot: it needs the Services and workloads of the namespaces of <see cref="NamespacesOf"/>, the API server's
    /// Service, and the one that has a resolver's address.
    /// </summary>
    public static Platform Of(ClusterSnapshot snapshot, PolicyOptions options)
    {
        ValueList<Infrastructure> controllers =
        [
            .. InfrastructureTable.IngressControllers.Select(each => Widen(each, options.IngressNamespaces)),
            .. snapshot.Gateways.OrderBy(gateway => gateway.Name).SelectMany(gateway => GatewayTable.DataPlanesOf(gateway, snapshot.GatewayClasses)),
        ];
        return new()
        {
            Dns = options.Dns.IsEmpty ? FindDns(snapshot, options.Resolvers) : options.Dns,
            ApiServer = !options.ApiServer.IsEmpty ? options.ApiServer : snapshot.Services.FirstOrDefault(service => service.Name == ApiServerService) is { } api
                ? ApiServer.Of(Facts(api, snapshot), api.ClusterIPs)
                : [],
            IngressControllers = controllers,
            IngressOnHostNetwork = snapshot.Workloads.Any(workload => workload.Template.HostNetwork
                && controllers.Any(each => each.Includes(workload.Key.Namespace, workload.Template.Labels))),
            NodeCidrs = options.NodeCidrs.IsEmpty ? NodeAddresses(snapshot) : options.NodeCidrs,
        };
    }

    /// <summary>The namespaces in which the platform's workloads are looked for.</summary>
    public static ValueList<string> NamespacesOf(PolicyOptions options) =>
        InfrastructureTable.NamespacesWith([.. ClusterDns.Namespaces, .. options.IngressNamespaces]);

    private static ValueList<Allowance> FindDns(ClusterSnapshot snapshot, ValueList<string> resolvers)
    {
        var services = snapshot.Services.Where(service => ClusterDns.IsDnsService(service, resolvers)).OrderBy(service => service.Name).ToList();
        var caches = resolvers.Where(ClusterDns.IsLinkLocal).Select(ClusterDns.CacheAt).ToList();
        var cached = snapshot.Workloads.Any(workload => workload.Key is { Namespace: "kube-system", Kind: "DaemonSet" }
            && workload.Template.Labels["k8s-app"] == "node-local-dns");
        if (cached) caches.Insert(0, ClusterDns.NodeLocalCache);
        return
        [
            .. (services.Count == 0 ? [ClusterDns.Assumed] : services.SelectMany(service => ClusterDns.Of(Facts(service, snapshot), service.ClusterIPs)))
                .Concat(caches).Distinct(),
        ];
    }

    private static TargetFacts Facts(Service service, ClusterSnapshot snapshot) => ServiceFacts.Of(
        service,
        [.. snapshot.Workloads.Where(workload => workload.Key.Namespace == service.Name.Namespace
            && service.Selector is { IsEmpty: false } selector && workload.Template.Labels.Includes(selector))],
        snapshot.Slices.Where(slice => slice.Name.Namespace == service.Name.Namespace && slice.ServiceName == service.Name.Name),
        Consent.Given);

    private static ValueList<string> NodeAddresses(ClusterSnapshot snapshot) =>
        [.. snapshot.Nodes.SelectMany(node => node.Addresses).Select(Cidr.OfAddress).Distinct().Order(StringComparer.Ordinal)];

    private static Infrastructure Widen(Infrastructure table, ValueList<string> more) => more.IsEmpty
        ? table
        : table with { Namespaces = [.. table.Namespaces.Concat(more).Distinct().Order(StringComparer.Ordinal)] };
}
