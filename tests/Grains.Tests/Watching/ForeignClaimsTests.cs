using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Sharding;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Tests.Watching;

/// <summary>What clients of a shard claim survives their watcher's restart until the new one knows all of their running revisions.</summary>
public sealed class ForeignClaimsTests
{
    private static readonly WorkloadKey Client = new("b", "Deployment", "client");
    private static readonly Guid Before = Guid.NewGuid(), After = Guid.NewGuid(), Mine = Guid.NewGuid();

    private readonly ShardModel model = new(PolicyOptions.Default, ns => ns == "a");
    private readonly ForeignClaims claims;

    public ForeignClaimsTests()
    {
        claims = new(ShardMap.PerNamespace, model);
        claims.Accept(Announcement(Before, complete: true, whole: true, "old"));
    }

    [Fact]
    public void While_it_is_not_known_which_revisions_run_claims_only_come()
    {
        claims.Accept(Announcement(After, complete: false, whole: false, "new"));

        Assert.Equal(["new", "old"], Targets);
    }

    [Fact]
    public void Once_it_is_known_what_is_not_claimed_any_more_goes()
    {
        claims.Accept(Announcement(After, complete: false, whole: false, "new"));

        claims.Accept(Announcement(After, complete: false, whole: true, "new"));

        Assert.Equal(["new"], Targets);
    }

    [Fact]
    public void A_client_of_which_the_new_watcher_says_nothing_stays_until_everybody_has_heard_everything()
    {
        claims.DropStale(View(deliveredByAll: 6));
        var meanwhile = Targets;

        claims.DropStale(View(deliveredByAll: 7));

        Assert.Equal(["old"], meanwhile);
        Assert.Empty(Targets);
    }

    [Fact]
    public void A_client_of_a_late_shard_stays_though_everybody_else_goes_on()
    {
        claims.DropStale(View(deliveredByAll: 7) with { Late = [new("ns:b", 6, default, "")] });
        var meanwhile = Targets;

        claims.DropStale(View(deliveredByAll: 7) with { Late = [new("ns:c", 6, default, "")] });

        Assert.Equal(["old"], meanwhile);
        Assert.Empty(Targets);
    }

    [Fact]
    public void What_the_new_watcher_has_said_itself_is_not_stale()
    {
        claims.Accept(Announcement(After, complete: true, whole: true, "new"));

        claims.DropStale(View(deliveredByAll: 7));

        Assert.Equal(["new"], Targets);
    }

    [Fact]
    public void Clients_of_a_namespace_that_is_gone_claim_nothing()
    {
        claims.DropStale(View(deliveredByAll: 0) with { Namespaces = ["a"], Epochs = [] });

        Assert.Empty(Targets);
    }

    private IEnumerable<string> Targets => model.ClaimsOf(Client).Select(claim => claim.Target.Name.Name).Order(StringComparer.Ordinal);

    private static ClaimsAnnouncement Announcement(Guid from, bool complete, bool whole, params string[] services) => new(
        "ns:b", from, Mine, [new ClientClaims(Client, [.. services.Select(Claim)], whole)], complete);

    private static Claim Claim(string service) => new(Client, LabelSelector.Of(("app", "client")), false, TargetKey.Service(new("a", service)), PortRequest.All);

    private static ClusterView View(long deliveredByAll) => new(
        9, ["a", "b"], [new("ns:a", Mine, 1), new("ns:b", After, 7)], deliveredByAll, Platform.Assumed, [], [], []);
}
