using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// Drops messages that were overtaken on their way. Calls of grains have no order: what was held up by a broken connection, or by a silo that its
/// watcher has left since, may come after newer ones of the same epoch. No I/O.
/// </summary>
internal sealed class MessageOrder
{
    private readonly Dictionary<string, (Guid Epoch, long Number)> newest = new(StringComparer.Ordinal);

    /// <summary>The newest of each sender, sorted.</summary>
    public ValueList<CarriedMessage> Newest =>
        [.. newest.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => new CarriedMessage(each.Key, each.Value.Epoch, each.Value.Number))];

    /// <summary>Takes a message; false where a newer one of the same epoch has come before it.</summary>
    public bool Take(string from, Guid epoch, long number)
    {
        if (newest.TryGetValue(from, out var last) && last.Epoch == epoch && number < last.Number) return false;
        newest[from] = (epoch, number);
        return true;
    }

    /// <summary>Forgets senders that are no more.</summary>
    public void Keep(ClusterView view)
    {
        foreach (var gone in newest.Keys.Where(from => view.EpochOf(from) is null).ToList()) newest.Remove(gone);
    }

    /// <summary>Goes on from where another one was.</summary>
    public void Restore(IEnumerable<CarriedMessage> messages)
    {
        foreach (var message in messages) newest[message.From] = (message.Epoch, message.Number);
    }
}
