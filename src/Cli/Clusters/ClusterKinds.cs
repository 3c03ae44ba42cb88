using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Cli.Clusters;

/// <summary>The kinds that policies depend on, with the label selector that leaves the bulk on the server.</summary>
internal static class ClusterKinds
{
    private const string NotByTheSliceController = "endpointslice.kubernetes.io/managed-by!=endpointslice-controller.k8s.io";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<(ResourceKind Kind, string? LabelSelector)> All { get; } =
    [
        (ResourceKinds.Namespaces, null),
        (ResourceKinds.Deployments, null),
        (ResourceKinds.StatefulSets, null),
        (ResourceKinds.DaemonSets, null),
        (ResourceKinds.ReplicaSets, null),
        (ResourceKinds.ReplicationControllers, null),
        (ResourceKinds.Jobs, null),
        (ResourceKinds.CronJobs, null),
        (ResourceKinds.Pods, null),
        (ResourceKinds.Services, null),
        (ResourceKinds.EndpointSlices, NotByTheSliceController),
        (ResourceKinds.ConfigMaps, null),
        (ResourceKinds.ServiceAccounts, null),
        (ResourceKinds.Nodes, null),
        (ResourceKinds.Gateways, null),
        (ResourceKinds.GatewayClasses, null),
        (ResourceKinds.IngressClasses, null),
        (ResourceKinds.Ingresses, null),
        (ResourceKinds.HttpRoutes, null),
        (ResourceKinds.GrpcRoutes, null),
        (ResourceKinds.TcpRoutes, null),
        (ResourceKinds.TlsRoutes, null),
        (ResourceKinds.UdpRoutes, null),
        (ResourceKinds.ValidatingWebhooks, null),
        (ResourceKinds.MutatingWebhooks, null),
        (ResourceKinds.ApiServices, null),
        (ResourceKinds.CustomResourceDefinitions, null),
        (ResourceKinds.NetworkPolicies, null),
    ];
}
