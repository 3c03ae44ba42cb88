using NetpolOrleans.Grains.Abstractions.Reconciling;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Revisions;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Sharding;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// What a watcher grain knows of its namespaces: the model, the running revisions, the policies. No I/O; used by one turn at a time.
/// </summary>
internal sealed class Shard(PolicyOptions options, Func<string, bool> owns, TimeProvider time, Func<ObjectFinding, bool>? tell = null)
{
    private readonly Dictionary<WorkloadKey, DirtyMark> dirty = [];
    private readonly Dictionary<string, NamespacePods> pods = new(StringComparer.Ordinal);
    private readonly ShardTally tally = new();
    private readonly BaselineBook baselines = new(options);
    private readonly Dictionary<WorkloadKey, Workload> unlabelled = [];
    private DateTimeOffset? arrived;

    /// <summary>The namespaces' objects and who names whom in them.</summary>
    public ShardModel Model { get; } = new(options, owns);

    /// <summary>Which revisions run.</summary>
    public RevisionTracker Revisions { get; } = new();

    /// <summary>The NetworkPolicies.</summary>
    public PolicyBook Policies { get; } = new(options.Instance);

    /// <summary>What has to be told of the objects.</summary>
    public FindingNotes Findings { get; } = new(tell ?? (_ => true), time);

    /// <summary>Whether something waits to be sent to a workload's grain.</summary>
    public bool HasDirty => dirty.Count > 0;

    /// <summary>When the oldest change came that waits to be sent to a workload's grain; null where none does.</summary>
    public DateTimeOffset? OldestDirty => dirty.Count > 0 ? dirty.Values.Min(mark => mark.Since) : arrived;

    /// <summary>The namespaces whose running pods have to be watched now.</summary>
    public IReadOnlyCollection<string> NamespacesToWatch =>
        baselines.Asking.Count == 0 ? Revisions.NamespacesToWatch : Revisions.NamespacesToWatch.Union(baselines.Asking).ToHashSet(StringComparer.Ordinal);

    /// <summary>The namespaces at whose pods a look may tell something new.</summary>
    public IEnumerable<string> TakeTouched() => Revisions.TakeTouched().Union(baselines.Touched).ToList();

    /// <summary>Takes a Namespace's new state; null where it is gone.</summary>
    public void Set(string name, NamespaceInfo? ns)
    {
        Model.Set(name, ns);
        if (baselines.Set(name, ns) || Policies.IsOwn(Baseline.KeyOf(name))) MarkDirty(Baseline.KeyOf(name));
    }

    /// <summary>Takes a workload's new state; null where it is gone.</summary>
    public void Set(WorkloadKey key, Workload? workload)
    {
        if (workload is not null && Dispositions.IsControlled(workload, options)) Forget(key);
        else if (workload is not null) Model.Upsert(Revisions.Observe(workload));
        else if (Revisions.Drain(key, time.GetUtcNow())) Model.Drain(key);
        else Model.Remove(key);
    }

    /// <summary>Takes a workload that was gone before the shard started, and whose pods still run: a client until they are gone.</summary>
    public void Adopt(Workload gone)
    {
        if (Model.Find(gone.Key) is not null) return;
        Revisions.Adopt(gone, time.GetUtcNow());
        Model.Upsert(gone);
        Model.Drain(gone.Key);
    }

    /// <summary>
    /// Whether nothing is written for a workload now. While it or its namespace is being deleted, the pods that still run keep its policy, and the
    /// cluster collects it with them. While its Namespace has not been heard of (the stream of workloads may be ahead), nobody knows its mode.
    /// </summary>
    public bool IsHeldBack(WorkloadKey key) => baselines.IsUndecided(key) ||
        Model.Find(key) is { } workload && (workload.Terminating || Model.FindNamespace(key.Namespace) is not { Terminating: false });

    /// <summary>Takes a policy's new state; null where it is gone.</summary>
    public void Set(ObjectName name, PolicyObject? policy)
    {
        var owner = Policies.Set(name, policy);
        tally.Touch();
        baselines.Touch(name.Namespace);
        if (owner is { } workload) MarkDirty(workload, policyOnly: true);
        foreach (var wanted in WorkloadsNamed(name)) MarkDirty(wanted, policyOnly: true);
    }

    /// <summary>Before the first situation is sent: what our policies say of what lingered when the controller stopped.</summary>
    public void RestoreLingering()
    {
        foreach (var (workload, policy) in Policies.Own)
        {
            Revisions.Linger(workload, LingeringNote.Read(policy.Annotations[Annotations.Lingering]));
            Model.SetLingering(workload, Revisions.LingeringOf(workload));
        }

        foreach (var orphan in Policies.Workloads) MarkDirty(orphan);
        Findings.TakeOver(Policies.Workloads);
    }

    /// <summary>What running pods hold though no object says it any more.</summary>
    public ValueList<CarriedLingering> Lingering => [.. Revisions.Lingering.Select(key => new CarriedLingering(key, Revisions.LingeringOf(key)))];

    /// <summary>Takes over what lingers from where the shard was before: not all of it is written down.</summary>
    public void Linger(IEnumerable<CarriedLingering> lingering)
    {
        foreach (var (workload, references) in lingering)
        {
            Revisions.Linger(workload, references);
            Model.SetLingering(workload, Revisions.LingeringOf(workload));
        }
    }

    /// <summary>Takes a Pod's new state; null where it is gone.</summary>
    public void Set(ObjectName name, PodInfo? pod)
    {
        if (!pods.TryGetValue(name.Namespace, out var inNamespace)) pods[name.Namespace] = inNamespace = new();
        inNamespace.Set(name, pod);
        Revisions.Touch(name.Namespace);
        baselines.Touch(name.Namespace);
    }

    /// <summary>Forgets the pods of a namespace that are not watched any more.</summary>
    public void ForgetPods(string @namespace)
    {
        pods.Remove(@namespace);
        baselines.Forget(@namespace);
    }

    /// <summary>Looks at the pods of a namespace, of which all are known; returns what has to be read before more can be said.</summary>
    public ValueList<RevisionQuery> LookAtPods(string @namespace)
    {
        var known = pods.GetValueOrDefault(@namespace) ?? new();
        var seen = Revisions.Look(@namespace, known, time.GetUtcNow());
        foreach (var workload in seen.Changed)
        {
            Model.Upsert(workload);
            Model.SetLingering(workload.Key, Revisions.LingeringOf(workload.Key));
        }

        foreach (var key in seen.Drained) Model.Remove(key);
        if (baselines.Decide(@namespace, known.All, Model, Policies)) MarkDirty(Baseline.KeyOf(@namespace));
        return seen.Queries;
    }

    /// <summary>Works out what was touched.</summary>
    public ShardChanges Settle()
    {
        var changes = Model.Settle();
        foreach (var (key, references) in changes.Dropped) Revisions.Linger(key, references);
        foreach (var key in changes.Dirty)
        {
            MarkDirty(key);
            baselines.Touch(key.Namespace);
        }

        return changes;
    }

    /// <summary>Marks every workload, because what holds for all of them changed.</summary>
    public void MarkAllDirty()
    {
        foreach (var workload in Model.Workloads) MarkDirty(workload.Key);
        foreach (var workload in Policies.Workloads) MarkDirty(workload);
        foreach (var ns in baselines.Asking) MarkDirty(Baseline.KeyOf(ns));
    }

    /// <summary>Marks a workload whose situation has to be sent (again).</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="policyOnly">Whether nothing but its policy was touched.</param>
    public void MarkDirty(WorkloadKey workload, bool policyOnly = false) => dirty[workload] = dirty.TryGetValue(workload, out var before)
        ? before with { PolicyOnly = before.PolicyOnly && policyOnly }
        : new(arrived ?? time.GetUtcNow(), policyOnly);

    /// <summary>What is marked from now on, until it is taken, answers something that came at this moment.</summary>
    public void Arrived(DateTimeOffset at) => arrived ??= at;

    /// <summary>Marks every workload for what begins now: how long listing took is no latency.</summary>
    public void MarkAllDirtySince(DateTimeOffset now)
    {
        arrived = now;
        dirty.Clear();
        MarkAllDirty();
    }

    /// <summary>The namespaces in numbers, where they changed since the last time; null where not.</summary>
    public IReadOnlyList<NamespaceTally>? TakeTally() => tally.Take(Policies);

    /// <summary>The workloads whose situation has to be sent, and since when.</summary>
    public List<KeyValuePair<WorkloadKey, DirtyMark>> TakeDirty()
    {
        var taken = dirty.ToList();
        dirty.Clear();
        if (taken.Count > 64) dirty.TrimExcess(); // all were, and at rest none is
        arrived = null;
        return taken;
    }

    /// <summary>The Pods that have to be labelled before a policy can select them.</summary>
    public IReadOnlyCollection<Workload> TakeUnlabelled()
    {
        if (unlabelled.Count == 0) return [];
        var taken = unlabelled.Values.ToList();
        unlabelled.Clear();
        return taken;
    }

    /// <summary>All that the reconciliation of a workload's policy depends on.</summary>
    public WorkloadSituation SituationOf(WorkloadKey key, DirtyMark mark, Guid epoch, long sequence, Clearance clearance)
    {
        if (Baseline.IsKey(key)) return OfBaseline(key, mark, epoch, sequence, clearance);
        var context = Model.ContextOf(key);
        var disposition = context is null ? (Disposition?)null : Dispositions.Of(context.Workload, context.Namespace, context.Platform, options);
        tally.Set(key, disposition, context?.References ?? []);
        if (context is null) Findings.Set(key, []);
        else if (clearance.Passed && context.References.All(reference => reference.Outcome != Outcome.Unknown)) // half a picture has gaps that are none
            Findings.Set(key, ObjectFindings.Of(context, disposition!.Value, Policies.ForeignOf(key)));
        if (context is not null && Dispositions.WantsLabel(context.Workload, disposition!.Value, context.Namespace, options)) unlabelled[key] = context.Workload;
        var isManaged = disposition == Disposition.Managed;
        var connections = isManaged ? ConnectionRules.Of(context!) : new([], [], true);
        var subject = isManaged ? PolicySubject.Of(context!.Workload) with { Lingering = LingeringNote.Write(Revisions.LingeringOf(key)) } : null;
        var isFirst = isManaged && !Policies.IsOwn(key);
        if (isFirst) connections = connections with { Ingress = [.. connections.Ingress, .. UnheardRule.Allowances(clearance.Unheard, context!.Platform)] };
        var mayNarrow = clearance.Passed && !(isFirst && clearance.Unheard.Count > Clearance.MostUnheard) && connections.Complete && !Revisions.IsHeld(key);
        return new(
            key, epoch, sequence, subject, connections, mayNarrow, Policies.Of(key), Policies.ObservedAt, mark.Since, mark.PolicyOnly, clearance.Late);
    }

    /// <summary>A baseline's situation. While policies wait for other shards, pods that these would cover keep it away for no fault of anybody's.</summary>
    private WorkloadSituation OfBaseline(WorkloadKey key, DirtyMark mark, Guid epoch, long sequence, Clearance clearance)
    {
        var uncovered = baselines.UncoveredOf(key.Namespace);
        if (clearance.Passed || uncovered is null) Findings.Set(key, uncovered is { } left && Model.FindNamespace(key.Namespace) is { } ns ? ObjectFindings.OfBaseline(ns, left) : []);
        return new(
            key, epoch, sequence, uncovered is { IsEmpty: true } ? Baseline.SubjectOf(key.Namespace) : null, new([], [], true), clearance.Passed && clearance.Late.IsEmpty,
            Policies.Of(key), Policies.ObservedAt, mark.Since, mark.PolicyOnly);
    }

    /// <summary>A workload that another one has adopted is none of its own any more.</summary>
    private void Forget(WorkloadKey key)
    {
        Revisions.Forget(key);
        Model.Remove(key);
    }

    private IEnumerable<WorkloadKey> WorkloadsNamed(ObjectName policy)
    {
        // A foreign policy of a wanted name: "kind-name" tells whose it would be.
        return options.KindNames.Concat(["Pod", "Namespace"])
            .Where(kind => policy.Name.Length > kind.Length && policy.Name[kind.Length] == '-' && policy.Name.StartsWith(kind, StringComparison.OrdinalIgnoreCase))
            .Select(kind => new WorkloadKey(policy.Namespace, kind, policy.Name[(kind.Length + 1)..]))
            .Where(key => Model.Find(key) is not null || baselines.Asking.Contains(key.Namespace));
    }
}
