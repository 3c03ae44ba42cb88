using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Sharding;

/// <summary>What a change of a shard's objects asks others to do.</summary>
/// <param name="Dirty">Workloads of this shard whose connections may have changed, or that are gone.</param>
/// <param name="Claims">Clients of this shard whose claims on a namespace of another shard changed.</param>
/// <param name="Facts">Targets of this shard whose facts changed and that clients of other shards refer to.</param>
/// <param name="Dropped">
/// References that a changed ConfigMap or Secret no longer gives, and that running pods may still hold: they linger in the model
/// until <see cref="ShardModel.SetLingering"/> says otherwise.
/// </param>
public sealed record ShardChanges(
    IReadOnlySet<WorkloadKey> Dirty,
    IReadOnlySet<(WorkloadKey Client, string Namespace)> Claims,
    IReadOnlySet<TargetKey> Facts,
    IReadOnlyDictionary<WorkloadKey, ValueList<Reference>> Dropped);
