using LocalKubernetes.Api;

namespace LocalKubernetes.Tables;

/// <summary>Which kind is shown in which columns, as a real server shows it.</summary>
internal static class TableLayouts
{
    private static readonly Dictionary<ResourceKind, TableLayout> BuiltIn = new()
    {
        [Kinds.Namespaces] = ClusterTables.Namespaces,
        [Kinds.Nodes] = ClusterTables.Nodes,
        [Kinds.Events] = ClusterTables.Events,
        [Kinds.EventsOfGroup] = ClusterTables.Events,
        [Kinds.Leases] = ClusterTables.Leases,
        [Kinds.ApiServices] = ClusterTables.ApiServices,
        [Kinds.ValidatingWebhooks] = ClusterTables.Webhooks,
        [Kinds.MutatingWebhooks] = ClusterTables.Webhooks,
        [Kinds.PriorityClasses] = ClusterTables.PriorityClasses,
        [Kinds.RuntimeClasses] = ClusterTables.RuntimeClasses,
        [Kinds.ResourceQuotas] = ClusterTables.ResourceQuotas,
        [Kinds.Pods] = PodTable.Layout,
        [Kinds.ConfigMaps] = DataTables.ConfigMaps,
        [Kinds.Secrets] = DataTables.Secrets,
        [Kinds.ServiceAccounts] = DataTables.ServiceAccounts,
        [Kinds.PersistentVolumeClaims] = DataTables.PersistentVolumeClaims,
        [Kinds.PersistentVolumes] = DataTables.PersistentVolumes,
        [Kinds.StorageClasses] = DataTables.StorageClasses,
        [Kinds.Services] = NetworkTables.Services,
        [Kinds.Endpoints] = NetworkTables.Endpoints,
        [Kinds.EndpointSlices] = NetworkTables.EndpointSlices,
        [Kinds.Ingresses] = NetworkTables.Ingresses,
        [Kinds.IngressClasses] = NetworkTables.IngressClasses,
        [Kinds.NetworkPolicies] = NetworkTables.NetworkPolicies,
        [Kinds.Deployments] = WorkloadTables.Deployments,
        [Kinds.ReplicaSets] = WorkloadTables.ReplicaSets,
        [Kinds.ReplicationControllers] = WorkloadTables.ReplicationControllers,
        [Kinds.StatefulSets] = WorkloadTables.StatefulSets,
        [Kinds.DaemonSets] = WorkloadTables.DaemonSets,
        [Kinds.ControllerRevisions] = WorkloadTables.ControllerRevisions,
        [Kinds.PodTemplates] = WorkloadTables.PodTemplates,
        [Kinds.PodDisruptionBudgets] = WorkloadTables.PodDisruptionBudgets,
        [Kinds.Jobs] = BatchTables.Jobs,
        [Kinds.CronJobs] = BatchTables.CronJobs,
        [Kinds.Autoscalers] = AutoscalerTables.Autoscalers,
        [Kinds.AutoscalersV1] = AutoscalerTables.Autoscalers,
        [Kinds.RoleBindings] = RbacTables.Bindings,
        [Kinds.ClusterRoleBindings] = RbacTables.Bindings,
    };

    public static TableLayout Of(ResourceKind kind) => kind.Table ?? BuiltIn.GetValueOrDefault(kind, TableLayout.Default);
}
