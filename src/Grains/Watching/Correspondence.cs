using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Sharding;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// What one shard and the others tell each other, both ways. It goes along where the shard's watcher moves, so that the same epoch goes on there.
/// Used on the grain's scheduler only.
/// </summary>
internal sealed class Correspondence(Guid epoch, ShardModel model, ForeignClaims foreign, ClaimCourier courier, ShardMessenger messenger)
{
    private readonly MessageOrder order = new();
    private readonly List<TargetFacts> early = [];
    private bool begun;

    /// <summary>Goes on from where the watcher was before it moved here.</summary>
    public void Restore(CarriedWatcher carried)
    {
        foreign.Restore(carried.Clients);
        courier.Restore(carried.Told);
        messenger.Restore(carried.Messages, carried.Reported);
        order.Restore(carried.Heard);
        early.AddRange(carried.Facts);
    }

    /// <summary>What goes along where the watcher moves.</summary>
    /// <param name="situations">How many situations it has handed over.</param>
    public CarriedWatcher Carry(long situations) => new(
        epoch, situations, messenger.Sent, foreign.All, [.. early, .. model.ForeignFacts], courier.Told, order.Newest, messenger.Reported);

    /// <summary>Takes an announcement; false where an epoch is not current.</summary>
    public bool Take(ClaimsAnnouncement announcement, ClusterView? view)
    {
        if (announcement.ToEpoch != epoch || view?.EpochOf(announcement.From)?.Epoch != announcement.FromEpoch) return false;
        if (order.Take("claims " + announcement.From, announcement.FromEpoch, announcement.Number))
            courier.Note([], foreign.Accept(announcement)); // told in their order with later news
        return true;
    }

    /// <summary>Takes facts; false where the sender's epoch is not current.</summary>
    public bool Take(FactsTold told, ClusterView? view)
    {
        if (view?.EpochOf(told.From)?.Epoch != told.FromEpoch) return false;
        if (!order.Take("facts " + told.From, told.FromEpoch, told.Number)) return true;
        if (begun) model.Accept(told.Facts);
        else early.AddRange(told.Facts); // until everything is listed it is not known who refers to them
        return true;
    }

    /// <summary>Everything is listed and worked out: what came before counts, and everybody hears of this shard's targets.</summary>
    public void Begin()
    {
        begun = true;
        model.Accept(early);
        early.Clear();
        courier.NoteAllFacts();
    }

    /// <summary>Takes what changed in this shard.</summary>
    public void Note(ShardChanges changes) => courier.Note(changes.Claims, changes.Facts);

    /// <summary>Drops what epochs have said that are over.</summary>
    public void DropStale(ClusterView view) => foreign.DropStale(view);

    /// <summary>Sends what is due, and reports on the shard.</summary>
    /// <param name="view">The newest view.</param>
    /// <param name="revisionsKnown">Whether of every workload the running revisions are known.</param>
    /// <param name="load">What the shard costs.</param>
    /// <param name="keeping">What keeps it, as a sentence; null for nothing.</param>
    public void Send(ClusterView view, bool revisionsKnown, ShardLoad load, string? keeping)
    {
        messenger.Send(view);
        messenger.Report(view, revisionsKnown, load, keeping);
    }

    /// <summary>Reports that the shard is not listed yet.</summary>
    /// <param name="keeping">What keeps it, as a sentence.</param>
    public void ReportUnlisted(string keeping) => messenger.ReportUnlisted(keeping);

    /// <summary>Everything is told again, in case a message was lost.</summary>
    public void Resync() => courier.Resync();
}
