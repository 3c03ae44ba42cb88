using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>
/// An object that makes pods, or a Pod that nothing controls, reduced to what a policy depends on.
/// Workloads that a controller owns (a Deployment's ReplicaSet, a CronJob's Job) carry <see cref="Controller"/> and
/// get no policy of their own.
/// </summary>
public sealed record Workload
{
    private readonly CompactUid uid = CompactUid.None;

    /// <summary>Namespace, kind and name.</summary>
    public required WorkloadKey Key { get; init; }

    /// <summary>The object's group and version, for the policy's ownerReference.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The object's uid; empty where it comes from a manifest.</summary>
    public string Uid { get => uid.ToString(); init => uid = new(value); }

    /// <summary>The controlling owner, or null.</summary>
    public OwnerRef? Controller { get; init; }

    /// <summary>
    /// Selects the workload's own pods, by the rule of its kind (<see cref="WorkloadSelector"/>). Empty where the object
    /// gives nothing to select by: then there is no policy.
    /// </summary>
    public required LabelSelector Selector { get; init; }

    /// <summary>What the object's current template says.</summary>
    public required PodTemplate Template { get; init; }

    /// <summary>
    /// Templates of other revisions of which pods still exist, terminating ones included. Rules are the union over
    /// <see cref="Template"/> and these. Filled in by the watcher, never by the projection of the object itself.
    /// </summary>
    public ValueList<PodTemplate> RunningRevisions { get; init; } = [];

    /// <summary>The object's <c>netpol-orleans.io/*</c> annotations; see <see cref="Annotations"/>.</summary>
    public Labels Annotations { get; init; } = Labels.Empty;

    /// <summary><c>metadata.generation</c>; 0 for kinds without one.</summary>
    public long Generation { get; init; }

    /// <summary>
    /// Whether status says that every pod runs the current template (always true for bare Pods, Jobs and CronJobs).
    /// While false, other revisions may be running.
    /// </summary>
    public bool RolloutFinished { get; init; } = true;

    /// <summary>Whether the object is being deleted.</summary>
    public bool Terminating { get; init; }

    /// <summary><see cref="Template"/> and <see cref="RunningRevisions"/>.</summary>
    public IEnumerable<PodTemplate> Revisions => RunningRevisions.Prepend(Template);
}
