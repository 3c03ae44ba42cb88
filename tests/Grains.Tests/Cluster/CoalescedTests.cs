using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Cluster;

namespace NetpolOrleans.Grains.Tests.Cluster;

public sealed class CoalescedTests
{
    private readonly FakeTimeProvider time = new();
    private readonly Coalesced<string> nodes;

    public CoalescedTests() => nodes = new(TimeSpan.FromMinutes(1), time);

    [Fact]
    public void The_first_value_and_the_first_change_of_a_quiet_time_count_at_once()
    {
        var first = nodes.See("a");
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(("a", "b"), (first, nodes.See("b")));
    }

    [Fact]
    public void What_follows_counts_together_once_the_minute_is_over()
    {
        nodes.See("a");

        var meanwhile = (nodes.See("b"), nodes.See("c"));
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((("a", "a"), "d"), (meanwhile, nodes.See("d")));
    }

    [Fact]
    public void What_does_not_change_does_not_put_off_what_does()
    {
        nodes.See("a");
        time.Advance(TimeSpan.FromSeconds(59));
        nodes.See("a");
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("b", nodes.See("b"));
    }
}
