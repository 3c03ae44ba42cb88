using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Abstractions.Watching;

/// <summary>
/// What a shard's watcher takes along to another silo: all that it has been told and nobody can read from the API server. With it the epoch goes on
/// there, and nobody has to announce anything anew. One whose silo died has nothing, and begins a new epoch.
/// </summary>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Situations">How many situations it has handed over.</param>
/// <param name="Messages">How many messages it has sent.</param>
/// <param name="Clients">What clients of other shards claim of this one's targets.</param>
/// <param name="Facts">What other shards have told of targets to which this one's clients refer.</param>
/// <param name="Told">Of whom other shards have been told.</param>
/// <param name="Heard">The newest messages of other shards.</param>
/// <param name="Reported">What it last reported of itself; null for nothing.</param>
public sealed record CarriedWatcher(
    Guid Epoch, long Situations, long Messages, ValueList<CarriedClient> Clients, ValueList<TargetFacts> Facts, ValueList<CarriedTelling> Told,
    ValueList<CarriedMessage> Heard, ShardReport? Reported);

/// <summary>What a client of another shard claims.</summary>
/// <param name="Client">The client.</param>
/// <param name="SaidBy">The epoch of its watcher that said so.</param>
/// <param name="Claims">Its claims.</param>
public sealed record CarriedClient(WorkloadKey Client, Guid SaidBy, ValueList<Claim> Claims);

/// <summary>Of whom another shard has been told.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Clients">The clients that claimed something of it.</param>
public sealed record CarriedTelling(string Shard, ValueList<WorkloadKey> Clients);

/// <summary>The newest message of a kind that came from another shard.</summary>
/// <param name="From">Of which kind, and from which shard.</param>
/// <param name="Epoch">The epoch of its watcher.</param>
/// <param name="Number">The message's number in that epoch.</param>
public sealed record CarriedMessage(string From, Guid Epoch, long Number);
