using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Abstractions.Watching;

/// <summary>
/// What a shard's watcher takes along to another silo: all that it has been told and nobody can read from the API server. With it the epoch goes on
/// there, and nobody has to announce anything anew. One whose silo died has nothing, and begins a new epoch.
/// </summary>
/// <param name="Format">What the rest means: one of another format is not understood, and begins a new epoch.</param>
/// <param name="View">The version of the cluster view that it knew: it acts on none that is older.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Situations">How many situations it has handed over.</param>
/// <param name="Messages">How many messages it has sent.</param>
/// <param name="Clients">What clients of other shards claim of this one's targets.</param>
/// <param name="Facts">What other shards have told of targets to which this one's clients refer.</param>
/// <param name="Pods">The Pods that it has looked up, for references that name them by name or address.</param>
/// <param name="Lingering">What running pods of its workloads hold though no object says it any more.</param>
/// <param name="Told">Of whom other shards have been told.</param>
/// <param name="Claims">The newest announcements of other shards.</param>
/// <param name="News">The newest facts of other shards.</param>
/// <param name="Positions">How far its streams had come: it waits until they are as far where it goes.</param>
/// <param name="Reported">What it last reported of itself; null for nothing.</param>
public sealed record CarriedWatcher(
    int Format, Guid Epoch, long View, long Situations, long Messages, ValueList<CarriedClient> Clients, ValueList<TargetFacts> Facts, ValueList<CarriedPod> Pods,
    ValueList<CarriedLingering> Lingering, ValueList<CarriedTelling> Told, ValueList<CarriedMessage> Claims, ValueList<CarriedMessage> News,
    ValueList<CarriedPosition> Positions, ShardReport? Reported)
{
    /// <summary>The format of this version. A change that an older or newer replica would misunderstand counts it up.</summary>
    public const int CurrentFormat = 1;
}

/// <summary>What a client of another shard claims.</summary>
/// <param name="Client">The client.</param>
/// <param name="SaidBy">The epoch of its watcher that said so.</param>
/// <param name="Claims">Its claims.</param>
public sealed record CarriedClient(WorkloadKey Client, Guid SaidBy, ValueList<Claim> Claims);

/// <summary>The Pod to which a reference leads.</summary>
/// <param name="Target">What the reference names.</param>
/// <param name="Pod">The Pod; null where there is none.</param>
public sealed record CarriedPod(TargetKey Target, PodAddress? Pod);

/// <summary>What running pods of a workload hold.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="References">The references.</param>
public sealed record CarriedLingering(WorkloadKey Workload, ValueList<Reference> References);

/// <summary>How far a stream had come.</summary>
/// <param name="Scope">What it follows.</param>
/// <param name="Version">The resourceVersion of its newest change.</param>
public sealed record CarriedPosition(string Scope, string Version);

/// <summary>Of whom another shard has been told.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Clients">The clients that claimed something of it.</param>
public sealed record CarriedTelling(string Shard, ValueList<WorkloadKey> Clients);

/// <summary>The newest message that came from another shard.</summary>
/// <param name="From">The shard.</param>
/// <param name="Epoch">The epoch of its watcher.</param>
/// <param name="Number">The message's number in that epoch.</param>
public sealed record CarriedMessage(string From, Guid Epoch, long Number);
