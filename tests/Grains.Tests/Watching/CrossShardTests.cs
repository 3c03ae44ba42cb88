using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Tests.Watching;

/// <summary>References into another shard, whatever becomes of either side: both policies end as the objects call for.</summary>
public sealed class CrossShardTests
{
    private static readonly (string, string) Client = ("a", "client"), Server = ("b", "server");
    private static readonly (bool, bool) Both = (true, true), Neither = (false, false);

    private readonly ShardNetwork network = new("a", "b");

    public CrossShardTests()
    {
        network.Put(Objects.Deployment("b", "server"));
        network.Put(Objects.Service("b", "server"));
        network.Put(Objects.Deployment("a", "client", ("SERVER_HOST", "server.b")));
        network.Converge();
    }

    [Fact]
    public void Both_sides_open() => Assert.Equal(Both, network.Open(Client, Server));

    [Fact]
    public void A_Service_that_is_renamed_closes_and_its_new_name_opens()
    {
        network.DeleteService("b", "server");
        network.Put(Objects.Service("b", "renamed") with { Selector = Labels.Of(("app", "server")) });
        network.Converge();
        var old = network.Open(Client, Server);

        network.Put(Objects.Deployment("a", "client", ("SERVER_HOST", "renamed.b")));
        network.Converge();

        Assert.Equal(Neither, old);
        Assert.Equal(Both, network.Open(Client, Server));
    }

    [Fact]
    public void A_Service_that_is_deleted_and_made_again_opens_again()
    {
        network.DeleteService("b", "server");
        network.Converge();
        var meanwhile = network.Open(Client, Server);

        network.Put(Objects.Service("b", "server"));
        network.Converge();

        Assert.Equal(Neither, meanwhile);
        Assert.Equal(Both, network.Open(Client, Server));
    }

    [Fact]
    public void A_namespace_of_the_servers_that_is_deleted_and_made_again_opens_again()
    {
        network.DeleteNamespace("b");
        network.Converge();
        var meanwhile = network.Connections("a", "client").Egress.Any(each => each.Peer?.NamespaceSelector?.MatchLabels["kubernetes.io/metadata.name"] == "b");

        network.Start("b");
        network.Put(Objects.Deployment("b", "server"));
        network.Put(Objects.Service("b", "server"));
        network.Converge();

        Assert.False(meanwhile);
        Assert.Equal(Both, network.Open(Client, Server));
    }

    [Fact]
    public void A_namespace_of_the_clients_that_is_deleted_closes_and_opens_again_with_the_next_of_its_name()
    {
        network.DeleteNamespace("a");
        network.Converge();
        var meanwhile = network.Connections("b", "server").Ingress.Any(each => each.Peer?.NamespaceSelector?.MatchLabels["kubernetes.io/metadata.name"] == "a");

        network.Start("a");
        network.Put(Objects.Deployment("a", "client", ("SERVER_HOST", "server.b")));
        network.Converge();

        Assert.False(meanwhile);
        Assert.Equal(Both, network.Open(Client, Server));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public void Whichever_side_starts_anew_hears_everything_again(string side)
    {
        network.Start(side);
        network.Converge();

        Assert.Equal(Both, network.Open(Client, Server));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public void A_watcher_that_moves_knows_what_it_knew_and_nobody_tells_it_again(string side)
    {
        network.Sent.Clear();

        network.Move(side);
        var atOnce = network.Open(Client, Server);
        network.Converge();

        Assert.Equal(Both, atOnce);
        Assert.Equal(Both, network.Open(Client, Server));
        Assert.All(network.Sent, sent => Assert.True(sent.StartsWith($"claims {side}", StringComparison.Ordinal) || sent.StartsWith("facts", StringComparison.Ordinal), sent));
    }

    [Fact]
    public void What_changed_while_the_clients_watcher_moved_is_withdrawn_and_told()
    {
        network.Put(Objects.Deployment("b", "other"));
        network.Put(Objects.Service("b", "other"));
        network.Converge();

        network.Move("a", meanwhile: () => network.Put(Objects.Deployment("a", "client", ("OTHER_HOST", "other.b"))));
        network.Converge();

        Assert.Equal(Neither, network.Open(Client, Server));
        Assert.Equal(Both, network.Open(Client, ("b", "other")));
    }

    [Fact]
    public void A_client_that_went_while_its_watcher_moved_is_nobodys_client_any_more()
    {
        network.Move("a", meanwhile: () => network.DeleteWorkload("a", "client"));
        network.Converge();

        Assert.DoesNotContain(network.Connections("b", "server").Ingress, each => each.Peer?.NamespaceSelector?.MatchLabels["kubernetes.io/metadata.name"] == "a");
    }

    [Fact]
    public void A_Service_that_changed_while_its_watcher_moved_is_told_to_its_clients()
    {
        network.Move("b", meanwhile: () => network.Put(Objects.Service("b", "server") with { Ports = [new(null, 80, 9090, Protocol.TCP)] }));
        network.Converge();

        Assert.Contains(network.Connections("a", "client").Egress, each => each.Ports.SequenceEqual([new(Protocol.TCP, 9090)]));
    }

    [Fact]
    public void What_ended_while_the_clients_watcher_was_away_closes()
    {
        network.Put(Objects.Deployment("a", "client"));
        network.Start("a");
        network.Converge();

        Assert.Equal(Neither, network.Open(Client, Server));
    }

    [Theory]
    [InlineData("claims a b")]
    [InlineData("facts b a")]
    public void A_message_that_was_lost_though_it_seemed_delivered_heals_by_the_resync(string message)
    {
        network.Loses = sent => sent == message;
        network.Put(Objects.Deployment("b", "other"));
        network.Put(Objects.Service("b", "other"));
        network.Put(Objects.Deployment("a", "client", ("SERVER_HOST", "server.b"), ("OTHER_HOST", "other.b")));
        network.Converge();
        network.Loses = _ => false;
        var lost = network.Open(Client, ("b", "other"));

        network.Resync();
        network.Converge();

        Assert.NotEqual(Both, lost);
        Assert.Equal(Both, network.Open(Client, ("b", "other")));
    }

    [Fact]
    public void Nobody_has_anything_to_say_where_nothing_changes()
    {
        network.Sent.Clear();

        network.Put(Objects.Deployment("b", "server"));
        network.Put(Objects.Service("b", "server"));
        network.Put(Objects.Deployment("a", "client", ("SERVER_HOST", "server.b")));
        network.Converge();

        Assert.Empty(network.Sent);
    }

    [Fact]
    public void Thousands_of_clients_of_one_Service_cost_a_message_for_each_of_their_shards()
    {
        const int Shards = 30, Each = 100;
        var many = new ShardNetwork(["hub", .. Enumerable.Range(0, Shards).Select(Namespace)]);
        many.Put(Objects.Deployment("hub", "server"));
        many.Put(Objects.Service("hub", "server"));
        foreach (var ns in Enumerable.Range(0, Shards).Select(Namespace))
            foreach (var index in Enumerable.Range(0, Each)) many.Put(Objects.Deployment(ns, $"c{index}", ("SERVER_HOST", "server.hub")));
        many.Converge();
        var claims = many.Sent.Count(sent => sent.StartsWith("claims", StringComparison.Ordinal));
        many.Sent.Clear();

        many.Put(Objects.Service("hub", "server") with { Ports = [new(null, 80, 9090, Protocol.TCP)] });
        many.Converge();

        Assert.Equal(Shards, claims);
        Assert.Equal(Enumerable.Range(0, Shards).Select(index => $"facts hub {Namespace(index)}"), many.Sent.Order(StringComparer.Ordinal));
        var policies = PolicySynthesizer.Synthesize(PolicySubject.Of(Objects.Deployment("hub", "server")), many.Connections("hub", "server"), "main");
        var clients = policies.SelectMany(policy => policy.Spec.Ingress).Where(rule => rule.Ports.SequenceEqual([new(Protocol.TCP, 9090)])).SelectMany(rule => rule.Peers).ToHashSet();
        Assert.Equal(Shards * Each, clients.Count);
        Assert.Equal(PolicyName.Of(new("hub", "Deployment", "server"), 4), policies[^1].Name);
        Assert.All(policies, policy => Assert.InRange(policy.Spec.Ingress.Sum(rule => rule.Peers.Count), 1, PolicySynthesizer.MaxPeers));
        Assert.All([many.Connections(Namespace(0), "c0"), many.Connections(Namespace(Shards - 1), "c99")], connections =>
            Assert.Contains(connections.Egress, each => each.Peer?.NamespaceSelector?.MatchLabels["kubernetes.io/metadata.name"] == "hub" && each.Ports.SequenceEqual([new(Protocol.TCP, 9090)])));

        static string Namespace(int index) => $"n{index:D2}";
    }
}
