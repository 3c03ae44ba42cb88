namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// What a shard costs its silo. It follows what there is in steps of a tenth, so that the cluster grain
/// does not hear of every object.
/// </summary>
internal sealed class ShardWeight
{
    /// <summary>A stream with its buffers keeps about as much memory as so many objects.</summary>
    private const int ObjectsPerStream = 7;

    /// <summary>Streams and objects, in objects.</summary>
    public int Value { get; private set; } = 1;

    /// <summary>Takes what there is now.</summary>
    public void Weigh(int streams, int objects)
    {
        var now = Math.Max(1, (streams * ObjectsPerStream) + objects);
        if (Math.Abs(now - Value) * 10 > Value) Value = now;
    }
}
