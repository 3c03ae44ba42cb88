using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Sharding;

/// <summary>What has to be worked out, and what others have to hear.</summary>
internal sealed class Marks
{
    private HashSet<WorkloadKey> dirty = [];
    private HashSet<(WorkloadKey Client, string Namespace)> outgoing = [];
    private HashSet<TargetKey> published = [];
    private HashSet<WorkloadKey> extract = [];
    private HashSet<WorkloadKey> reread = [];
    private HashSet<WorkloadKey> resolve = [];
    private Dictionary<WorkloadKey, ValueList<Reference>> dropped = [];
    private HashSet<TargetKey> facts = [];

    /// <summary>Workloads whose templates have to be read again.</summary>
    public HashSet<WorkloadKey> Extract => extract;

    /// <summary>Workloads of which a ConfigMap or Secret changed: their running pods may hold the old values.</summary>
    public HashSet<WorkloadKey> Reread => reread;

    /// <summary>References that a change of a ConfigMap or Secret took away.</summary>
    public Dictionary<WorkloadKey, ValueList<Reference>> Dropped => dropped;

    /// <summary>Clients whose references have to be resolved again.</summary>
    public HashSet<WorkloadKey> Resolve => resolve;

    /// <summary>Own targets whose facts may have changed.</summary>
    public HashSet<TargetKey> Facts => facts;

    /// <summary>Workloads whose connections may have changed.</summary>
    public HashSet<WorkloadKey> Dirty => dirty;

    /// <summary>Claims that other shards must hear of.</summary>
    public HashSet<(WorkloadKey Client, string Namespace)> Outgoing => outgoing;

    /// <summary>Facts that other shards must hear of.</summary>
    public HashSet<TargetKey> Published => published;

    /// <summary>Whether facts or references wait to be worked out.</summary>
    public bool HasWork => facts.Count > 0 || resolve.Count > 0;

    public HashSet<WorkloadKey> TakeExtract() => Interlocked.Exchange(ref extract, []);

    public HashSet<WorkloadKey> TakeReread() => Interlocked.Exchange(ref reread, []);

    public HashSet<WorkloadKey> TakeResolve() => Interlocked.Exchange(ref resolve, []);

    public HashSet<TargetKey> TakeFacts() => Interlocked.Exchange(ref facts, []);

    public ShardChanges TakeChanges() =>
        new(
            Interlocked.Exchange(ref dirty, []), Interlocked.Exchange(ref outgoing, []), Interlocked.Exchange(ref published, []),
            Interlocked.Exchange(ref dropped, []));
}
