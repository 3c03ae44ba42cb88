using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Policies.Platforms;

namespace NetpolOrleans.Grains.Tests.Watching;

/// <summary>Views that a watcher meets after it has moved, and when its namespace goes.</summary>
public sealed class ViewGateTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_view_older_than_the_one_before_the_move_is_not_acted_on_for_a_while()
    {
        var gate = new ViewGate("ns:a", 7, time);
        var (older, same) = (gate.IsTooOld(View(6, "a")), gate.IsTooOld(View(7, "a")));

        time.Advance(ViewGate.Patience);

        Assert.Equal((true, false, false), (older, same, gate.IsTooOld(View(6, "a"))));
    }

    [Fact]
    public void A_namespace_is_gone_that_was_there_and_is_no_more()
    {
        var gate = new ViewGate("ns:a", 0, time);
        var early = gate.IsGone(View(1, "b"));
        gate.IsGone(View(2, "a", "b"));

        Assert.Equal((false, true), (early, gate.IsGone(View(3, "b"))));
    }

    [Fact]
    public void A_shard_of_many_namespaces_is_never_gone()
    {
        var gate = new ViewGate("hash:0/2", 0, time);
        gate.IsGone(View(1, "a"));

        Assert.False(gate.IsGone(View(2)));
    }

    private static ClusterView View(long version, params string[] namespaces) => new(version, [.. namespaces], [], 0, Platform.Assumed, [], [], []);
}
