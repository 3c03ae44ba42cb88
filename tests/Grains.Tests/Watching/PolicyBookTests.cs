using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Tests.Watching;

public sealed class PolicyBookTests
{
    private static readonly WorkloadKey Key = new("a", "Deployment", "w");

    private readonly PolicyBook book = new("main");

    [Fact]
    public void Policies_are_found_by_their_workload_also_further_parts()
    {
        book.Set(Policy(1).Name, Policy(1));
        book.Set(Policy(2).Name, Policy(2));

        Assert.Equal([Policy(1), Policy(2)], book.Of(Key));
        Assert.Equal([Key], book.Workloads);
    }

    [Fact]
    public void A_policy_that_is_gone_still_tells_whose_it_was()
    {
        book.Set(Policy(1).Name, Policy(1));

        var owner = book.Set(Policy(1).Name, null);

        Assert.Equal(Key, owner);
        Assert.Empty(book.Of(Key));
        Assert.Empty(book.Workloads);
    }

    [Fact]
    public void A_policy_that_lost_its_metadata_is_foreign_but_its_workload_hears_of_it()
    {
        book.Set(Policy(1).Name, Policy(1));
        var bare = Policy(1) with { Labels = Labels.Empty, Annotations = Labels.Empty, Owners = [] };

        var owner = book.Set(bare.Name, bare);

        Assert.Equal(Key, owner);
        Assert.Empty(book.Workloads);
        Assert.Equal([bare], book.Of(Key));
    }

    [Fact]
    public void The_newest_version_counts_as_observed()
    {
        book.Set(Policy(1).Name, Policy(1) with { ResourceVersion = "10" });
        book.Set(Policy(2).Name, Policy(2) with { ResourceVersion = "9" });

        Assert.Equal("10", book.ObservedAt);
    }

    private static PolicyObject Policy(int part)
    {
        var desired = PolicySynthesizer.Synthesize(new(Key, "apps/v1", "uid", LabelSelector.Of(("app", "w"))), new([], [], true), "main")[0];
        return new()
        {
            Name = PolicyName.Of(Key, part), Uid = $"uid-{part}", ResourceVersion = "1", Labels = desired.Labels, Annotations = desired.Annotations,
            Spec = new(LabelSelector.Of(("app", "w")), PolicyTypes.Both, [], []),
        };
    }
}
