using Orleans.Configuration;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

public sealed class DeathVoteTests
{
    private static readonly DateTime Now = Entries.Noon;
    private static readonly ClusterMembershipOptions Options = new();

    [Fact]
    public void Of_two_silos_one_suffices()
    {
        var voted = DeathVote.Cast(Table(1, 2), Silo(2), Silo(1), Now, Options)!;

        Assert.True(voted.Find(Silo(2))!.IsDead);
        Assert.Equal(8, voted.Version);
    }

    [Fact]
    public void Of_three_silos_it_takes_two()
    {
        var once = DeathVote.Cast(Table(1, 2, 3), Silo(3), Silo(1), Now, Options)!;
        var twice = DeathVote.Cast(once, Silo(3), Silo(2), Now, Options)!;

        Assert.Equal(SiloStatus.Active, once.Find(Silo(3))!.Status);
        Assert.True(twice.Find(Silo(3))!.IsDead);
        Assert.Equal([Silo(1).ToParsableString(), Silo(2).ToParsableString()], twice.Find(Silo(3))!.Suspicions.Select(vote => vote.By));
    }

    [Fact]
    public void Who_votes_twice_has_one_vote()
    {
        var once = DeathVote.Cast(Table(1, 2, 3), Silo(3), Silo(1), Now, Options)!;
        var again = DeathVote.Cast(once, Silo(3), Silo(1), Now.AddSeconds(1), Options)!;

        Assert.Equal(SiloStatus.Active, again.Find(Silo(3))!.Status);
        Assert.Equal(Now.AddSeconds(1), Assert.Single(again.Find(Silo(3))!.Suspicions).At);
    }

    [Fact]
    public void Old_votes_count_no_more()
    {
        var once = DeathVote.Cast(Table(1, 2, 3), Silo(3), Silo(1), Now, Options)!;
        var late = DeathVote.Cast(once, Silo(3), Silo(2), Now + Options.DeathVoteExpirationTimeout, Options)!;

        Assert.Equal(SiloStatus.Active, late.Find(Silo(3))!.Status);
    }

    [Theory, InlineData(SiloStatus.ShuttingDown), InlineData(SiloStatus.Dead), InlineData(SiloStatus.Joining)]
    public void There_is_no_vote_on_a_silo_that_is_not_active(SiloStatus status) =>
        Assert.Null(DeathVote.Cast(Table(1, 2).With(SiloRow.From(Entries.Of(3, status), null, null)), Silo(3), Silo(1), Now, Options));

    [Fact]
    public void Who_has_been_declared_dead_has_no_vote() =>
        Assert.Null(DeathVote.Cast(Table(2, 3).With(SiloRow.From(Entries.Of(1, SiloStatus.Dead), null, null)), Silo(3), Silo(1), Now, Options));

    private static SiloAddress Silo(int number) => TestSiloTable.Address(number);

    private static TableContents Table(params int[] silos) => silos.Aggregate(
        TableContents.Empty(new TableClaim(null, "1"), new TableName("blue", "ns"), 7),
        (table, number) => table.With(SiloRow.From(Entries.Of(number), null, null)));
}
