using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Silo.Hosting.Access;

/// <summary>
/// Every permission that a replica needs, as k8s/base grants it: a test holds the two against each other. Whoever adds a request
/// adds it here and there.
/// </summary>
public static class RequiredAccess
{
    private static readonly string[] ListWatch = ["list", "watch"], GetListWatch = ["get", "list", "watch"];

    private static readonly ResourceKind Leases = new("coordination.k8s.io", "v1", "leases", "Lease");

    /// <summary>What the controller itself needs, in the whole cluster.</summary>
    public static IReadOnlyList<AccessNeed> OfController { get; } =
    [
        new(ResourceKinds.Namespaces, ListWatch, "ClusterGrain and NamespaceWatcherGrain"),
        new(ResourceKinds.Pods, GetListWatch, "NamespaceWatcherGrain and RevisionReader"),
        new(ResourceKinds.Services, ListWatch, "NamespaceWatcherGrain and ClusterGrain"),
        new(ResourceKinds.ConfigMaps, ListWatch, "NamespaceWatcherGrain"),
        new(ResourceKinds.ServiceAccounts, ListWatch, "NamespaceWatcherGrain"),
        new(ResourceKinds.ReplicationControllers, ListWatch, "NamespaceWatcherGrain"),
        new(ResourceKinds.Deployments, ListWatch, "NamespaceWatcherGrain and ClusterGrain"),
        new(ResourceKinds.DaemonSets, ListWatch, "NamespaceWatcherGrain and ClusterGrain"),
        new(ResourceKinds.StatefulSets, ListWatch, "NamespaceWatcherGrain"),
        new(ResourceKinds.ReplicaSets, GetListWatch, "NamespaceWatcherGrain and RevisionReader"),
        new(ResourceKinds.Jobs, ListWatch, "NamespaceWatcherGrain"),
        new(ResourceKinds.CronJobs, ListWatch, "NamespaceWatcherGrain"),
        new(ResourceKinds.ControllerRevisions, ["get"], "RevisionReader"),
        new(ResourceKinds.EndpointSlices, ListWatch, "NamespaceWatcherGrain and ClusterGrain"),
        new(ResourceKinds.NetworkPolicies, ["create", "delete", "get", "list", "update", "watch"], "PolicyApplier and NamespaceWatcherGrain"),
        new(ResourceKinds.Nodes, ListWatch, "ClusterGrain"),
        new(ResourceKinds.Gateways, ListWatch, "ClusterGrain"),
        new(ResourceKinds.GatewayClasses, ListWatch, "ClusterGrain"),
        new(ResourceKinds.IngressClasses, ListWatch, "ClusterGrain"),
        new(ResourceKinds.ValidatingWebhooks, ListWatch, "ClusterGrain"),
        new(ResourceKinds.MutatingWebhooks, ListWatch, "ClusterGrain"),
        new(ResourceKinds.ApiServices, ListWatch, "ClusterGrain"),
        new(ResourceKinds.CustomResourceDefinitions, ListWatch, "ClusterGrain"),
        new(ResourceKinds.Events, ["create"], "the reports on workloads") { IsOptional = true },
    ];

    /// <summary>What the controller needs besides where ingress controllers reach only what is routed.</summary>
    public static IReadOnlyList<AccessNeed> OfRoutes { get; } =
    [
        .. new[] { ResourceKinds.Ingresses, ResourceKinds.HttpRoutes, ResourceKinds.GrpcRoutes, ResourceKinds.TlsRoutes, ResourceKinds.TcpRoutes, ResourceKinds.UdpRoutes }
            .Select(kind => new AccessNeed(kind, ListWatch, "NamespaceWatcherGrain, with --ingress-only-when-routed")),
    ];

    /// <summary>What the controller needs besides where references are read from Secrets.</summary>
    public static AccessNeed OfSecrets { get; } = new(ResourceKinds.Secrets, ListWatch, "NamespaceWatcherGrain, with --read-secrets");

    /// <summary>What the controller needs besides where it labels Pods.</summary>
    public static AccessNeed OfPodLabels { get; } = new(ResourceKinds.Pods, ["patch"], "PodLabeller, with --label-pods");

    /// <summary>What the controller needs besides for a kind of workloads that the operator has described.</summary>
    public static AccessNeed OfKind(ResourceKind kind) => new(kind, ListWatch, "NamespaceWatcherGrain, with --workload-kinds");

    /// <summary>What the controller needs in each namespace, where it looks after some only.</summary>
    /// <param name="namespace">The namespace.</param>
    public static IReadOnlyList<AccessNeed> OfNamespace(string @namespace) =>
    [
        new(ResourceKinds.Namespaces, ["get"], "NamespacePoll", @namespace, @namespace),
        .. OfController.Where(need => need.Kind.Namespaced && need.Kind != ResourceKinds.Gateways).Select(need => need with { Namespace = @namespace }),
    ];

    /// <summary>What replicas need in their own namespace to find each other.</summary>
    /// <param name="namespace">The replicas' namespace.</param>
    /// <param name="instance">The installation's name, which names the membership table.</param>
    public static IReadOnlyList<AccessNeed> OfClustering(string @namespace, string instance) =>
    [
        new(ResourceKinds.ConfigMaps, ["get", "update", "watch"], "the membership table", @namespace, $"orleans-{instance}"),
        new(ResourceKinds.ConfigMaps, ["create"], "the membership table", @namespace),
        new(Leases, ["create", "get", "list", "patch"], "the replicas' heartbeats", @namespace),
        new(ResourceKinds.Pods, ["get"], "the reaper of replicas whose pod is gone", @namespace),
    ];
}
