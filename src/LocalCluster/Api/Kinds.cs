using LocalKubernetes.Admission;
using LocalKubernetes.CustomResources;

namespace LocalKubernetes.Api;

/// <summary>The table of built-in kinds.</summary>
internal static class Kinds
{
    private const string Apps = "apps";
    private const string Autoscaling = "autoscaling";
    private const string Batch = "batch";
    private const string Networking = "networking.k8s.io";
    private const string Rbac = "rbac.authorization.k8s.io";
    private const string Webhooks = "admissionregistration.k8s.io";

    public static ResourceKind Namespaces { get; } = new("", "v1", "Namespace", "namespaces") { Namespaced = false, HasStatus = true, ShortNames = ["ns"], SelectableFields = ["status.phase"], Rules = SmallRules.Namespace };
    public static ResourceKind Nodes { get; } = new("", "v1", "Node", "nodes") { Namespaced = false, HasStatus = true, ShortNames = ["no"], SelectableFields = ["spec.unschedulable"], Rules = SmallRules.Node };
    public static ResourceKind Pods { get; } = new("", "v1", "Pod", "pods")
    {
        HasStatus = true,
        HasGeneration = true,
        ReturnsDeleted = true,
        ShortNames = ["po"],
        Categories = ["all"],
        Rules = PodRules.Rules,
        SelectableFields = ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName"],
    };
    public static ResourceKind Services { get; } = new("", "v1", "Service", "services") { ReturnsDeleted = true, HasStatus = true, CreatesOnUpdate = true, ShortNames = ["svc"], Categories = ["all"], SelectableFields = ["spec.clusterIP", "spec.type"], Rules = ServiceRules.Rules };
    public static ResourceKind ConfigMaps { get; } = new("", "v1", "ConfigMap", "configmaps") { ShortNames = ["cm"], Rules = SmallRules.ConfigMap };
    public static ResourceKind Secrets { get; } = new("", "v1", "Secret", "secrets") { SelectableFields = ["type"], Rules = SmallRules.Secret };
    public static ResourceKind ServiceAccounts { get; } = new("", "v1", "ServiceAccount", "serviceaccounts") { ReturnsDeleted = true, ShortNames = ["sa"] };
    public static ResourceKind Events { get; } = new("", "v1", "Event", "events")
    {
        CreatesOnUpdate = true,
        ShortNames = ["ev"],
        SelectableFields = ["involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type"],
    };
    public static ResourceKind EventsOfGroup { get; } = new("events.k8s.io", "v1", "Event", "events")
    {
        CreatesOnUpdate = true,
        ShortNames = ["ev"],
        SelectableFields = ["regarding.kind", "regarding.namespace", "regarding.name", "regarding.uid", "reason", "reportingController", "type"],
        StoredAs = new VersionView(Events, EventVersions.ToEvents, EventVersions.ToCore),
    };
    public static ResourceKind Endpoints { get; } = new("", "v1", "Endpoints", "endpoints") { Singular = "endpoints", ListKind = "EndpointsList", CreatesOnUpdate = true, ShortNames = ["ep"] };
    public static ResourceKind ReplicationControllers { get; } = new("", "v1", "ReplicationController", "replicationcontrollers") { HasStatus = true, HasScale = true, HasGeneration = true, ShortNames = ["rc"], Categories = ["all"], SelectableFields = ["status.replicas"], Rules = WorkloadRules.ReplicationController };
    public static ResourceKind PersistentVolumeClaims { get; } = new("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims") { ReturnsDeleted = true, HasStatus = true, ShortNames = ["pvc"], Rules = StorageRules.Claim };
    public static ResourceKind PersistentVolumes { get; } = new("", "v1", "PersistentVolume", "persistentvolumes") { Namespaced = false, ReturnsDeleted = true, HasStatus = true, ShortNames = ["pv"], Rules = StorageRules.Volume };
    public static ResourceKind PodTemplates { get; } = new("", "v1", "PodTemplate", "podtemplates") { ReturnsDeleted = true, HasGeneration = true };
    public static ResourceKind ResourceQuotas { get; } = new("", "v1", "ResourceQuota", "resourcequotas") { ReturnsDeleted = true, HasStatus = true, ShortNames = ["quota"] };
    public static ResourceKind LimitRanges { get; } = new("", "v1", "LimitRange", "limitranges") { ReturnsDeleted = true, ShortNames = ["limits"], Rules = StorageRules.LimitRange };

    public static ResourceKind Deployments { get; } = new(Apps, "v1", "Deployment", "deployments") { HasStatus = true, HasScale = true, HasGeneration = true, ShortNames = ["deploy"], Categories = ["all"], Rules = WorkloadRules.Deployment };
    public static ResourceKind StatefulSets { get; } = new(Apps, "v1", "StatefulSet", "statefulsets") { HasStatus = true, HasScale = true, HasGeneration = true, ShortNames = ["sts"], Categories = ["all"], Rules = WorkloadRules.StatefulSet };
    public static ResourceKind DaemonSets { get; } = new(Apps, "v1", "DaemonSet", "daemonsets") { HasStatus = true, HasGeneration = true, ShortNames = ["ds"], Categories = ["all"], Rules = WorkloadRules.DaemonSet };
    public static ResourceKind ReplicaSets { get; } = new(Apps, "v1", "ReplicaSet", "replicasets") { HasStatus = true, HasScale = true, HasGeneration = true, ShortNames = ["rs"], Categories = ["all"], SelectableFields = ["status.replicas"], Rules = WorkloadRules.ReplicaSet };
    public static ResourceKind ControllerRevisions { get; } = new(Apps, "v1", "ControllerRevision", "controllerrevisions");

    public static ResourceKind Jobs { get; } = new(Batch, "v1", "Job", "jobs") { HasStatus = true, HasGeneration = true, Categories = ["all"], SelectableFields = ["status.successful"], Rules = JobRules.Job };
    public static ResourceKind CronJobs { get; } = new(Batch, "v1", "CronJob", "cronjobs") { HasStatus = true, HasGeneration = true, ShortNames = ["cj"], Categories = ["all"], Rules = JobRules.CronJob };

    public static ResourceKind Autoscalers { get; } = new(Autoscaling, "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers") { HasStatus = true, ShortNames = ["hpa"], Categories = ["all"], Rules = SmallRules.Autoscaler };
    public static ResourceKind AutoscalersV1 { get; } = new(Autoscaling, "v1", "HorizontalPodAutoscaler", "horizontalpodautoscalers") { HasStatus = true, ShortNames = ["hpa"], Categories = ["all"], StoredAs = new VersionView(Autoscalers, AutoscalerVersions.ToV1, AutoscalerVersions.ToV2) };

    public static ResourceKind NetworkPolicies { get; } = new(Networking, "v1", "NetworkPolicy", "networkpolicies") { HasGeneration = true, ShortNames = ["netpol"], Rules = NetworkPolicyRules.Rules };
    public static ResourceKind Ingresses { get; } = new(Networking, "v1", "Ingress", "ingresses") { HasStatus = true, HasGeneration = true, ShortNames = ["ing"] };
    public static ResourceKind IngressClasses { get; } = new(Networking, "v1", "IngressClass", "ingressclasses") { Namespaced = false, HasGeneration = true };

    public static ResourceKind EndpointSlices { get; } = new("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices") { HasGeneration = true };
    public static ResourceKind Leases { get; } = new("coordination.k8s.io", "v1", "Lease", "leases") { CreatesOnUpdate = true };
    public static ResourceKind PodDisruptionBudgets { get; } = new("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets") { HasStatus = true, HasGeneration = true, ShortNames = ["pdb"] };

    public static ResourceKind PriorityClasses { get; } = new("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses") { Namespaced = false, HasGeneration = true, ShortNames = ["pc"], Rules = StorageRules.PriorityClass };
    public static ResourceKind StorageClasses { get; } = new("storage.k8s.io", "v1", "StorageClass", "storageclasses") { Namespaced = false, ReturnsDeleted = true, ShortNames = ["sc"] };
    public static ResourceKind RuntimeClasses { get; } = new("node.k8s.io", "v1", "RuntimeClass", "runtimeclasses") { Namespaced = false };

    public static ResourceKind Roles { get; } = new(Rbac, "v1", "Role", "roles") { CreatesOnUpdate = true, Rules = SmallRules.Rbac };
    public static ResourceKind RoleBindings { get; } = new(Rbac, "v1", "RoleBinding", "rolebindings") { CreatesOnUpdate = true, Rules = SmallRules.RoleBinding };
    public static ResourceKind ClusterRoles { get; } = new(Rbac, "v1", "ClusterRole", "clusterroles") { Namespaced = false, CreatesOnUpdate = true, Rules = SmallRules.Rbac };
    public static ResourceKind ClusterRoleBindings { get; } = new(Rbac, "v1", "ClusterRoleBinding", "clusterrolebindings") { Namespaced = false, CreatesOnUpdate = true, Rules = SmallRules.RoleBinding };

    public static ResourceKind ValidatingWebhooks { get; } = new(Webhooks, "v1", "ValidatingWebhookConfiguration", "validatingwebhookconfigurations") { Namespaced = false, HasGeneration = true, Rules = SmallRules.Webhooks };
    public static ResourceKind MutatingWebhooks { get; } = new(Webhooks, "v1", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations") { Namespaced = false, HasGeneration = true, Rules = SmallRules.Webhooks };
    public static ResourceKind ApiServices { get; } = new("apiregistration.k8s.io", "v1", "APIService", "apiservices") { Namespaced = false, HasStatus = true };
    public static ResourceKind CustomResourceDefinitions { get; } = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions") { Namespaced = false, HasStatus = true, HasGeneration = true, ReturnsDeleted = true, ShortNames = ["crd", "crds"], Rules = DefinitionRules.Rules };

    public static ResourceKind SelfSubjectReviews { get; } = Review("authentication.k8s.io", "SelfSubjectReview");
    public static ResourceKind TokenReviews { get; } = Review("authentication.k8s.io", "TokenReview");
    public static ResourceKind LocalSubjectAccessReviews { get; } = Review("authorization.k8s.io", "LocalSubjectAccessReview", true);
    public static ResourceKind SelfSubjectAccessReviews { get; } = Review("authorization.k8s.io", "SelfSubjectAccessReview");
    public static ResourceKind SelfSubjectRulesReviews { get; } = Review("authorization.k8s.io", "SelfSubjectRulesReview");
    public static ResourceKind SubjectAccessReviews { get; } = Review("authorization.k8s.io", "SubjectAccessReview");

    public static IReadOnlyList<ResourceKind> BuiltIn { get; } =
    [
        Namespaces, Nodes, Pods, Services, ConfigMaps, Secrets, ServiceAccounts, Events, EventsOfGroup, Endpoints, ReplicationControllers,
        PersistentVolumeClaims, PersistentVolumes, PodTemplates, ResourceQuotas, LimitRanges, Deployments, StatefulSets, DaemonSets, ReplicaSets, ControllerRevisions,
        Jobs, CronJobs, Autoscalers, AutoscalersV1, PriorityClasses, StorageClasses, RuntimeClasses, NetworkPolicies, Ingresses, IngressClasses, EndpointSlices, Leases, PodDisruptionBudgets, Roles, RoleBindings,
        ClusterRoles, ClusterRoleBindings, ValidatingWebhooks, MutatingWebhooks, ApiServices, CustomResourceDefinitions,
        SelfSubjectReviews, TokenReviews, LocalSubjectAccessReviews, SelfSubjectAccessReviews, SelfSubjectRulesReviews, SubjectAccessReviews,
    ];

    private static ResourceKind Review(string group, string kind, bool namespaced = false) =>
        new(group, "v1", kind, kind.ToLowerInvariant() + "s") { Namespaced = namespaced, Verbs = ["create"], IsReview = true };
}
