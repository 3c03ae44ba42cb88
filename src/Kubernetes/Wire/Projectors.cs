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
}
