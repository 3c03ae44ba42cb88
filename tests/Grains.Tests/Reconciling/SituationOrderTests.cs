using NetpolOrleans.Grains.Abstractions.Reconciling;
using NetpolOrleans.Grains.Reconciling;

namespace NetpolOrleans.Grains.Tests.Reconciling;

public sealed class SituationOrderTests
{
    private static readonly Guid Former = Guid.NewGuid(), Current = Guid.NewGuid();

    private readonly SituationOrder order = new();

    [Fact]
    public void What_was_overtaken_does_not_count_even_after_the_newer_one_is_done()
    {
        Assert.Equal(SituationAge.Newest, order.Take(Situation(Current, 7), Current));

        Assert.Equal(SituationAge.Overtaken, order.Take(Situation(Current, 5), Current));
        Assert.Equal(SituationAge.Overtaken, order.Take(Situation(Current, 7), Current));
        Assert.Equal(SituationAge.Newest, order.Take(Situation(Current, 8), Current));
    }

    [Fact]
    public void A_former_watcher_does_not_undo_what_the_current_one_said()
    {
        order.Take(Situation(Former, 90), Former);
        Assert.Equal(SituationAge.Newest, order.Take(Situation(Current, 1), Current));

        Assert.Equal(SituationAge.OfUnknownWatcher, order.Take(Situation(Former, 91), Current));
        Assert.Equal(SituationAge.Newest, order.Take(Situation(Current, 2), Current));
    }

    [Fact]
    public void A_watcher_that_this_silo_has_not_heard_of_may_open_and_not_close()
    {
        Assert.Equal(SituationAge.OfUnknownWatcher, order.Take(Situation(Current, 1, mayNarrow: true), Former));
        Assert.Equal(SituationAge.OfUnknownWatcher, order.Take(Situation(Current, 1, mayNarrow: true), null));

        Assert.Equal(SituationAge.Newest, order.Take(Situation(Current, 1), null));
        Assert.Equal(SituationAge.Newest, order.Take(Situation(Current, 2, mayNarrow: true), Current));
    }

    [Fact]
    public void A_watcher_that_turns_out_to_be_the_current_one_is_heard_again()
    {
        order.Take(Situation(Former, 3), null);
        order.Take(Situation(Current, 1), null);

        Assert.Equal(SituationAge.Newest, order.Take(Situation(Former, 4), Former));
    }

    private static WorkloadSituation Situation(Guid epoch, long sequence, bool mayNarrow = false) =>
        new(new("shop", "Deployment", "web"), epoch, sequence, null, new([], [], true), mayNarrow, [], "1", DateTimeOffset.UnixEpoch);
}
