using System.Text.Json.Serialization;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Abstractions.Watching;

/// <summary>How a shard is.</summary>
/// <param name="Shard">Its key.</param>
/// <param name="Silo">The silo that has it.</param>
/// <param name="Synced">Whether every kind has been listed.</param>
/// <param name="MayNarrow">Whether it closes anything: every shard that could hold a client has announced itself, or is in <paramref name="GoesOnWithout"/>.</param>
/// <param name="Workloads">How many workloads it holds.</param>
/// <param name="Objects">How many objects it holds.</param>
/// <param name="Streams">How many watches it keeps open, streams that shards share counted once per silo.</param>
/// <param name="Troubles">What keeps it from working, as sentences; empty when all is well.</param>
/// <param name="GoesOnWithout">The late shards that it does not wait for: what may admit their clients stays open. Null for none.</param>
/// <param name="Since">Since when it has been listing, widening or settled, as it is now.</param>
/// <param name="LagSeconds">The age of the oldest change that has come and is not worked out yet, in seconds.</param>
public sealed record ShardStatus(
    string Shard, string Silo, bool Synced, bool MayNarrow, int Workloads, int Objects, int Streams, ValueList<string> Troubles,
    ValueList<string>? GoesOnWithout = null, DateTimeOffset Since = default, double LagSeconds = 0)
{
    /// <summary>Whether there are late shards that it does not wait for.</summary>
    [JsonIgnore]
    public bool IsPartial => GoesOnWithout is { IsEmpty: false };

    /// <summary>
    /// What it is doing: <c>Listing</c>; <c>Widening</c>, where closing waits for other shards; <c>Partial</c>, where nothing is closed that late shards'
    /// clients may hold; <c>Settled</c>.
    /// </summary>
    [JsonIgnore]
    public string State => !Synced ? "Listing" : !MayNarrow ? "Widening" : IsPartial ? "Partial" : "Settled";
}
