using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Sharding;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// What one shard and the others tell each other, both ways. It goes along where the shard's watcher moves, so that the same epoch goes on there.
/// Used on the grain's scheduler only.
/// </summary>
internal sealed class Correspondence(Guid epoch, ShardModel model, ForeignClaims foreign, ClaimCourier courier, ShardMessenger messenger)
{
    private readonly MessageOrder claims = new(), news = new();
    private readonly SortedDictionary<TargetKey, TargetFacts> early = [];
    private bool begun;

    /// <summary>Goes on from where the watcher was before it moved here.</summary>
    public void Restore(CarriedWatcher carried)
    {
        foreign.Restore(carried.Clients);
        courier.Restore(carried.Told);
        messenger.Restore(carried.Messages, carried.Reported);
        claims.Restore(carried.Claims);
        news.Restore(carried.News);
        foreach (var facts in carried.Facts) early[facts.Key] = facts;
        foreach (var (target, pod) in carried.Pods) model.Accept(target, pod);
    }

    /// <summary>What goes along where the watcher moves.</summary>
    /// <param name="view">The version of the cluster view that it knew.</param>
    /// <param name="situations">How many situations it has handed over.</param>
    /// <param name="lingering">What running pods hold though no object says it.</param>
    /// <param name="positions">How far its streams had come.</param>
    public CarriedWatcher Carry(long view, long situations, ValueList<CarriedLingering> lingering, ValueList<CarriedPosition> positions) => new(
        CarriedWatcher.CurrentFormat, epoch, view, situations, messenger.Sent, foreign.All, [.. model.ForeignFacts],
        [.. model.Pods.Select(each => new CarriedPod(each.Key, each.Value))], lingering, courier.Told, claims.Newest, news.Newest, positions, messenger.Reported);

    /// <summary>Takes an announcement; false where an epoch is not current.</summary>
    public bool Take(ClaimsAnnouncement announcement, ClusterView? view)
    {
        if (announcement.ToEpoch != epoch || view?.EpochOf(announcement.From)?.Epoch != announcement.FromEpoch) return false;
        if (claims.Take(announcement.From, announcement.FromEpoch, announcement.Number))
            courier.Note([], foreign.Accept(announcement)); // told in their order with later news
        return true;
    }

    /// <summary>Takes facts; false where the sender's epoch is not current.</summary>
    public bool Take(FactsTold told, ClusterView? view)
    {
        if (view?.EpochOf(told.From)?.Epoch != told.FromEpoch) return false;
        if (!news.Take(told.From, told.FromEpoch, told.Number)) return true;
        model.Accept(told.Facts);
        if (begun) return true;
        foreach (var facts in told.Facts) early[facts.Key] = facts; // until everything is listed it is not known who refers to them
        return true;
    }

    /// <summary>What others have told so far counts for those who are known to refer to it.</summary>
    /// <param name="settle">Works out who refers to what: an alias leads on to further targets.</param>
    public void Offer(Action settle)
    {
        settle();
        for (var known = -1; known != model.ForeignFacts.Count(); settle())
        {
            known = model.ForeignFacts.Count();
            model.Accept(early.Values);
        }
    }

    /// <summary>Everything is listed: what came before counts, and everybody hears of this shard's targets.</summary>
    /// <param name="settle">Works out who refers to what.</param>
    public void Begin(Action settle)
    {
        Offer(settle);
        begun = true;
        early.Clear();
        courier.NoteAllFacts();
    }

    /// <summary>Takes what changed in this shard.</summary>
    public void Note(ShardChanges changes) => courier.Note(changes.Claims, changes.Facts);

    /// <summary>Drops what epochs have said that are over.</summary>
    public void DropStale(ClusterView view)
    {
        foreign.DropStale(view);
        claims.Keep(view);
        news.Keep(view);
    }

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
