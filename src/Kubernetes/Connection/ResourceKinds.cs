namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>Every kind that we read or write.</summary>
public static class ResourceKinds
{
    private const string Apps = "apps";
    private const string Networking = "networking.k8s.io";
    private const string GatewayApi = "gateway.networking.k8s.io";
    private const string Admission = "admissionregistration.k8s.io";

    /// <summary>Deployments.</summary>
    public static ResourceKind Deployments { get; } = new(Apps, "v1", "deployments", "Deployment");

    /// <summary>StatefulSets.</summary>
    public static ResourceKind StatefulSets { get; } = new(Apps, "v1", "statefulsets", "StatefulSet");

    /// <summary>DaemonSets.</summary>
    public static ResourceKind DaemonSets { get; } = new(Apps, "v1", "daemonsets", "DaemonSet");

    /// <summary>ReplicaSets.</summary>
    public static ResourceKind ReplicaSets { get; } = new(Apps, "v1", "replicasets", "ReplicaSet");

    /// <summary>ControllerRevisions.</summary>
    public static ResourceKind ControllerRevisions { get; } = new(Apps, "v1", "controllerrevisions", "ControllerRevision");

    /// <summary>ReplicationControllers.</summary>
    public static ResourceKind ReplicationControllers { get; } = new("", "v1", "replicationcontrollers", "ReplicationController");

    /// <summary>Jobs.</summary>
    public static ResourceKind Jobs { get; } = new("batch", "v1", "jobs", "Job");

    /// <summary>CronJobs.</summary>
    public static ResourceKind CronJobs { get; } = new("batch", "v1", "cronjobs", "CronJob");

    /// <summary>Pods.</summary>
    public static ResourceKind Pods { get; } = new("", "v1", "pods", "Pod");

    /// <summary>Services.</summary>
    public static ResourceKind Services { get; } = new("", "v1", "services", "Service");

    /// <summary>EndpointSlices.</summary>
    public static ResourceKind EndpointSlices { get; } = new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice");

    /// <summary>Leases.</summary>
    public static ResourceKind Leases { get; } = new("coordination.k8s.io", "v1", "leases", "Lease");

    /// <summary>Namespaces.</summary>
    public static ResourceKind Namespaces { get; } = new("", "v1", "namespaces", "Namespace", Namespaced: false);

    /// <summary>Nodes.</summary>
    public static ResourceKind Nodes { get; } = new("", "v1", "nodes", "Node", Namespaced: false);

    /// <summary>ConfigMaps.</summary>
    public static ResourceKind ConfigMaps { get; } = new("", "v1", "configmaps", "ConfigMap");

    /// <summary>Secrets.</summary>
    public static ResourceKind Secrets { get; } = new("", "v1", "secrets", "Secret");

    /// <summary>ServiceAccounts.</summary>
    public static ResourceKind ServiceAccounts { get; } = new("", "v1", "serviceaccounts", "ServiceAccount");

    /// <summary>Events, of the group that replaced the core ones.</summary>
    public static ResourceKind Events { get; } = new("events.k8s.io", "v1", "events", "Event");

    /// <summary>NetworkPolicies.</summary>
    public static ResourceKind NetworkPolicies { get; } = new(Networking, "v1", "networkpolicies", "NetworkPolicy");

    /// <summary>Ingresses.</summary>
    public static ResourceKind Ingresses { get; } = new(Networking, "v1", "ingresses", "Ingress");

    /// <summary>IngressClasses.</summary>
    public static ResourceKind IngressClasses { get; } = new(Networking, "v1", "ingressclasses", "IngressClass", Namespaced: false);

    /// <summary>GatewayClasses.</summary>
    public static ResourceKind GatewayClasses { get; } = new(GatewayApi, "v1", "gatewayclasses", "GatewayClass", Namespaced: false);

    /// <summary>Gateways.</summary>
    public static ResourceKind Gateways { get; } = new(GatewayApi, "v1", "gateways", "Gateway");

    /// <summary>HTTPRoutes.</summary>
    public static ResourceKind HttpRoutes { get; } = new(GatewayApi, "v1", "httproutes", "HTTPRoute");

    /// <summary>GRPCRoutes.</summary>
    public static ResourceKind GrpcRoutes { get; } = new(GatewayApi, "v1", "grpcroutes", "GRPCRoute");

    /// <summary>TCPRoutes.</summary>
    public static ResourceKind TcpRoutes { get; } = new(GatewayApi, "v1alpha2", "tcproutes", "TCPRoute");

    /// <summary>TLSRoutes.</summary>
    public static ResourceKind TlsRoutes { get; } = new(GatewayApi, "v1alpha2", "tlsroutes", "TLSRoute");

    /// <summary>UDPRoutes.</summary>
    public static ResourceKind UdpRoutes { get; } = new(GatewayApi, "v1alpha2", "udproutes", "UDPRoute");

    /// <summary>ValidatingWebhookConfigurations.</summary>
    public static ResourceKind ValidatingWebhooks { get; } =
        new(Admission, "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", Namespaced: false);

    /// <summary>MutatingWebhookConfigurations.</summary>
    public static ResourceKind MutatingWebhooks { get; } =
        new(Admission, "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", Namespaced: false);

    /// <summary>APIServices.</summary>
    public static ResourceKind ApiServices { get; } = new("apiregistration.k8s.io", "v1", "apiservices", "APIService", Namespaced: false);

    /// <summary>CustomResourceDefinitions.</summary>
    public static ResourceKind CustomResourceDefinitions { get; } =
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", Namespaced: false);
}
