namespace NetpolOrleans.Grains.Abstractions.Cluster;

/// <summary>A shard's word on itself.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Epoch">Its watcher's activation.</param>
/// <param name="Delivered">The version of the view whose epochs have all of its clients' claims; 0 while it has not listed its namespaces.</param>
/// <param name="Silo">The silo that has it.</param>
/// <param name="Load">What it costs; null where that is not known.</param>
/// <param name="Trouble">What keeps it from listing its namespaces or from knowing all that its clients claim, as a sentence; null for nothing.</param>
/// <param name="Listed">Whether it has listed its namespaces: before that its epoch has not begun, and others have nothing to deliver to it.</param>
/// <param name="Number">Grows with every message of that epoch: one that was overtaken on its way is dropped.</param>
public sealed record ShardReport(
    string Shard, Guid Epoch, long Delivered, string Silo = "", ShardLoad? Load = null, string? Trouble = null, bool Listed = true, long Number = 0);
