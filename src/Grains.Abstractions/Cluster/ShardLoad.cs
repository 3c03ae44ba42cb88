namespace NetpolOrleans.Grains.Abstractions.Cluster;

/// <summary>What a shard costs its silo.</summary>
/// <param name="Streams">The watches that it keeps open.</param>
/// <param name="Objects">The objects that it keeps.</param>
public sealed record ShardLoad(int Streams, int Objects)
{
    /// <summary>That of a shard which has not been listed yet.</summary>
    public static ShardLoad Unknown { get; } = new(1, 1);
}
