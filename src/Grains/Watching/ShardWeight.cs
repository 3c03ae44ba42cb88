using NetpolOrleans.Grains.Abstractions.Cluster;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// What a shard costs its silo. It follows what there is in steps of a tenth, so that the cluster grain
/// does not hear of every object.
/// </summary>
internal sealed class ShardWeight
{
    /// <summary>The load that is told.</summary>
    public ShardLoad Value { get; private set; } = ShardLoad.Unknown;

    /// <summary>Takes what there is now.</summary>
    public void Weigh(int streams, int objects)
    {
        if (IsNews(streams, Value.Streams) || IsNews(objects, Value.Objects)) Value = new(streams, objects);
    }

    private static bool IsNews(int now, int before) => Math.Abs(now - before) * 10 > before;
}
