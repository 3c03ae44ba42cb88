using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Abstractions.Reconciling;
using NetpolOrleans.Grains.Reconciling;
using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Tests.Reconciling;

public sealed class OwnWritesTests
{
    private readonly FakeTimeProvider time = new();
    private readonly OwnWrites own;

    public OwnWritesTests() => own = new(time);

    [Fact]
    public void A_write_counts_before_the_watch_brings_it()
    {
        own.Note(Create, new(ApplyOutcome.Created, Policy("8")));

        Assert.Equal([Policy("8")], own.Over(Situation("7")));
    }

    [Fact]
    public void What_the_watch_brings_later_wins()
    {
        own.Note(Create, new(ApplyOutcome.Created, Policy("8")));

        Assert.Equal([Policy("9")], own.Over(Situation("9", Policy("9"))));
    }

    [Fact]
    public void A_deletion_by_hand_right_after_our_write_is_seen()
    {
        own.Note(Create, new(ApplyOutcome.Created, Policy("8")));

        Assert.Empty(own.Over(Situation("8")));
    }

    [Fact]
    public void A_delete_counts_until_the_watch_has_dropped_the_policy()
    {
        own.Note(new(null, Policy("8")), new(ApplyOutcome.Deleted));
        var before = own.Over(Situation("8", Policy("8")));

        own.Over(Situation("8"));

        Assert.Empty(before);
        Assert.Equal([Policy("10")], own.Over(Situation("10", Policy("10"))));
    }

    [Fact]
    public void What_stood_in_the_way_of_a_write_counts_as_there()
    {
        var foreign = Policy("8") with { Uid = "uid-f" };

        own.Note(Create, new(ApplyOutcome.Foreign, foreign));

        Assert.Equal([foreign], own.Over(Situation("7")));
    }

    [Fact]
    public void A_write_that_no_watch_confirms_is_given_up_after_a_while()
    {
        own.Note(Create, new(ApplyOutcome.Created, Policy("8")));

        time.Advance(TimeSpan.FromSeconds(6));
        var before = own.IsUnconfirmed;

        Assert.Empty(own.Over(Situation("7")));
        Assert.True(before);
        Assert.False(own.IsUnconfirmed);
    }

    [Fact]
    public void A_write_without_an_answer_says_nothing()
    {
        own.Note(Create, new(ApplyOutcome.Unknown));

        Assert.Empty(own.Over(Situation("7")));
    }

    private static PolicyChange Create => new(new(new("a", "deployment-w"), Labels.Empty, Labels.Empty, null, Policy("0").Spec), null);

    private static PolicyObject Policy(string version) => new()
    {
        Name = new("a", "deployment-w"), Uid = "uid", ResourceVersion = version, Spec = new(LabelSelector.Of(("app", "w")), PolicyTypes.Both, [], []),
    };

    private static WorkloadSituation Situation(string at, params PolicyObject[] observed) =>
        new(new("a", "Deployment", "w"), Guid.Empty, 1, null, new([], [], true), true, [.. observed], at, default);
}
