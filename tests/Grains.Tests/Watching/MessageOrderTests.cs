using NetpolOrleans.Grains.Watching;

namespace NetpolOrleans.Grains.Tests.Watching;

/// <summary>Messages that arrive in another order than they were sent in.</summary>
public sealed class MessageOrderTests
{
    private static readonly Guid Epoch = Guid.NewGuid();

    private readonly MessageOrder order = new();

    [Fact]
    public void One_that_a_newer_one_has_overtaken_is_not_taken()
    {
        var (first, third, second) = (order.Take("a", Epoch, 1), order.Take("a", Epoch, 3), order.Take("a", Epoch, 2));

        Assert.Equal((true, true, false), (first, third, second));
    }

    [Fact]
    public void Another_epoch_counts_from_the_beginning()
    {
        order.Take("a", Epoch, 9);

        Assert.True(order.Take("a", Guid.NewGuid(), 1));
    }

    [Fact]
    public void Senders_do_not_count_together()
    {
        order.Take("a", Epoch, 9);

        Assert.True(order.Take("b", Epoch, 1));
    }

    [Fact]
    public void Replicas_of_the_version_before_number_nothing_and_are_heard()
    {
        order.Take("a", Epoch, 0);

        Assert.True(order.Take("a", Epoch, 0));
    }

    [Fact]
    public void It_goes_on_where_another_one_was()
    {
        order.Take("a", Epoch, 5);
        var next = new MessageOrder();

        next.Restore(order.Newest);

        Assert.Equal((false, true), (next.Take("a", Epoch, 4), next.Take("a", Epoch, 6)));
    }
}
