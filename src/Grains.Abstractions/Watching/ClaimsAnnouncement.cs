using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Abstractions.Watching;

/// <summary>Claims of one shard's clients on another shard's targets.</summary>
/// <param name="From">The clients' shard.</param>
/// <param name="FromEpoch">The epoch of its watcher's activation; the receiver drops what an older one sent.</param>
/// <param name="ToEpoch">The epoch that the receiver is believed to have.</param>
/// <param name="Clients">For each client all of its claims on the receiver's namespaces; empty where it has none any more.</param>
/// <param name="IsComplete">Whether clients of that shard that are not listed have no claims.</param>
/// <param name="Number">Grows with every message of that epoch: one that was overtaken on its way is dropped.</param>
public sealed record ClaimsAnnouncement(string From, Guid FromEpoch, Guid ToEpoch, ValueList<ClientClaims> Clients, bool IsComplete, long Number = 0);
