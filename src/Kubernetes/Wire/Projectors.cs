using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>The projectors of every kind that we read.</summary>
public static class Projectors
{
    /// <summary><c>apps/v1 Deployment</c>.</summary>
    public static Projector<Workload> Deployment { get; } = WorkloadReader.For("apps/v1", "Deployment");

    /// <summary><c>apps/v1 StatefulSet</c>.</summary>
    public static Projector<Workload> StatefulSet { get; } = WorkloadReader.For("apps/v1", "StatefulSet");

    /// <summary><c>apps/v1 DaemonSet</c>.</summary>
    public static Projector<Workload> DaemonSet { get; } = WorkloadReader.For("apps/v1", "DaemonSet");

    /// <summary><c>apps/v1 ReplicaSet</c>; those of Deployments carry their controller.</summary>
    public static Projector<Workload> ReplicaSet { get; } = WorkloadReader.For("apps/v1", "ReplicaSet");

    /// <summary><c>v1 ReplicationController</c>.</summary>
    public static Projector<Workload> ReplicationController { get; } = WorkloadReader.For("v1", "ReplicationController");

    /// <summary><c>batch/v1 Job</c>; those of CronJobs carry their controller.</summary>
    public static Projector<Workload> Job { get; } = WorkloadReader.For("batch/v1", "Job");

    /// <summary><c>batch/v1 CronJob</c>.</summary>
    public static Projector<Workload> CronJob { get; } = WorkloadReader.For("batch/v1", "CronJob");

    /// <summary><c>v1 Pod</c> as a workload; those of controllers carry their controller.</summary>
    public static Projector<Workload> Pod { get; } = WorkloadReader.For("v1", "Pod");

    /// <summary><c>v1 Pod</c>, whole or metadata only, for the tracking of rollouts.</summary>
    public static Projector<PodInfo> PodInfo { get; } = new("Pod", PodInfoReader.Read);

    /// <summary><c>v1 Service</c>.</summary>
    public static Projector<Service> Service { get; } = new("Service", ServiceReader.Read);

    /// <summary><c>v1 Namespace</c>.</summary>
    public static Projector<NamespaceInfo> Namespace { get; } = new("Namespace", NamespaceReader.Read);

    /// <summary><c>networking.k8s.io/v1 NetworkPolicy</c>.</summary>
    public static Projector<PolicyObject> NetworkPolicy { get; } = new("NetworkPolicy", PolicyReader.Read, KeptAnnotations.All);

    /// <summary><c>v1 Pod</c>, for its addresses.</summary>
    public static Projector<PodAddress> PodAddress { get; } = new("Pod", PodAddressReader.Read);

    /// <summary><c>apps/v1 ControllerRevision</c> of StatefulSets and DaemonSets.</summary>
    public static Projector<RevisionTemplate> ControllerRevision { get; } = new("ControllerRevision", RevisionReader.Read);

    /// <summary><c>discovery.k8s.io/v1 EndpointSlice</c>.</summary>
    public static Projector<EndpointSlice> EndpointSlice { get; } = new("EndpointSlice", EndpointSliceReader.Read);

    /// <summary><c>v1 Endpoints</c> of a manifest, as slices.</summary>
    public static Projector<MirroredEndpoints> Endpoints { get; } = new("Endpoints", EndpointsReader.Read);

    /// <summary><c>v1 ConfigMap</c>.</summary>
    public static Projector<ConfigMap> ConfigMap { get; } = new("ConfigMap", ConfigReader.ReadConfigMap);

    /// <summary><c>v1 Secret</c>, decoded; values that are no text are left out.</summary>
    public static Projector<ConfigMap> Secret { get; } = new("Secret", ConfigReader.ReadSecret);

    /// <summary><c>v1 ServiceAccount</c>.</summary>
    public static Projector<ServiceAccount> ServiceAccount { get; } = new("ServiceAccount", ServiceAccountReader.Read);

    /// <summary><c>v1 Node</c>.</summary>
    public static Projector<NodeInfo> Node { get; } = new("Node", NodeReader.Read);

    /// <summary><c>networking.k8s.io/v1 Ingress</c>.</summary>
    public static Projector<Route> Ingress { get; } = new("Ingress", IngressReader.Read);

    /// <summary><c>gateway.networking.k8s.io HTTPRoute</c>.</summary>
    public static Projector<Route> HttpRoute { get; } = RouteReader.For("HTTPRoute");

    /// <summary><c>gateway.networking.k8s.io GRPCRoute</c>.</summary>
    public static Projector<Route> GrpcRoute { get; } = RouteReader.For("GRPCRoute");

    /// <summary><c>gateway.networking.k8s.io TCPRoute</c>.</summary>
    public static Projector<Route> TcpRoute { get; } = RouteReader.For("TCPRoute");

    /// <summary><c>gateway.networking.k8s.io TLSRoute</c>.</summary>
    public static Projector<Route> TlsRoute { get; } = RouteReader.For("TLSRoute");

    /// <summary><c>gateway.networking.k8s.io UDPRoute</c>.</summary>
    public static Projector<Route> UdpRoute { get; } = RouteReader.For("UDPRoute");

    /// <summary><c>networking.k8s.io/v1 IngressClass</c>.</summary>
    public static Projector<IngressClass> IngressClass { get; } = new("IngressClass", ClassReader.ReadIngressClass);

    /// <summary><c>gateway.networking.k8s.io GatewayClass</c>.</summary>
    public static Projector<GatewayClass> GatewayClass { get; } = new("GatewayClass", ClassReader.ReadGatewayClass);

    /// <summary><c>gateway.networking.k8s.io Gateway</c>.</summary>
    public static Projector<Gateway> Gateway { get; } = new("Gateway", ClassReader.ReadGateway);

    /// <summary>The back ends of a <c>ValidatingWebhookConfiguration</c>.</summary>
    public static Projector<ApiBackends> ValidatingWebhook { get; } = ApiBackendReader.For("ValidatingWebhookConfiguration");

    /// <summary>The back ends of a <c>MutatingWebhookConfiguration</c>.</summary>
    public static Projector<ApiBackends> MutatingWebhook { get; } = ApiBackendReader.For("MutatingWebhookConfiguration");

    /// <summary>The back end of an <c>APIService</c>; none for those that the API server serves itself.</summary>
    public static Projector<ApiBackends> ApiService { get; } = ApiBackendReader.For("APIService");

    /// <summary>The conversion back end of a <c>CustomResourceDefinition</c>, if it has one.</summary>
    public static Projector<ApiBackends> CustomResourceDefinition { get; } = ApiBackendReader.For("CustomResourceDefinition");

    /// <summary>A kind that the operator has described by the paths of its selector and its template.</summary>
    public static Projector<Workload> Custom(CustomWorkloadKind kind) => CustomWorkloadReader.For(kind);
}
