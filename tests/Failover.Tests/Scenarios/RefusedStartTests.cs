using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Failover.Tests.Harness;
using NetpolOrleans.Failover.Tests.Observing;

namespace NetpolOrleans.Failover.Tests.Scenarios;

/// <summary>A replica that must not start beside a running cluster says why in a sentence, ends with a code other than zero, and harms nothing.</summary>
[Collection(Alone.Name)]
public sealed partial class RefusedStartTests
{
    private const string Elsewhere = "netpol-elsewhere";

    [Fact]
    public async Task What_cannot_join_is_told_why_and_the_running_cluster_does_not_notice()
    {
        await using var theatre = await Theatre.OpenAsync(2, opening => opening.Replicas.Setup = _ => new() { Owner = "release-a" });
        var world = theatre.World;
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await OpenNamespaceAsync(world, Elsewhere);

        foreach (var (what, sentence, setup) in new (string, string, Setup)[]
        {
            ("a second release of the same name in the namespace", "belongs to ConfigMap/release-a", new() { Owner = "release-b" }),
            ("a second release of the same name in another namespace", $"another installation named \"netpol-orleans\" runs in namespace {World.Namespace}",
                new() { Environment = [("POD_NAMESPACE", Elsewhere)] }),
            ("a replica of an incompatible version", "speak protocol 1 and this silo speaks 2",
                new() { Owner = "release-a", Assembly = Setup.Rewired, Environment = [("FAILOVER_PROTOCOL", "2")] }),
            ("a namespace that does not exist", "in namespace nowhere", new() { Environment = [("POD_NAMESPACE", "nowhere")] }),
            ("no right on the membership object", "orleans-netpol-orleans", new() { Kubeconfig = await KubeconfigOfStrangerAsync(world) }),
            ("a port in use", string.Create(CultureInfo.InvariantCulture, $"port {port} cannot be opened"), new() { SiloPort = port }),
        })
        {
            var still = await Stillness.BeginAsync(theatre);
            var before = OfTheCluster(await theatre.Membership.ReadAsync());
            var uid = await world.CreatePodAsync("intruder-0", "127.0.0.1", setup.Owner);

            await using var intruder = Replica.Start(
                setup.Assembly, "intruder-0", uid, "127.0.0.1", setup.SiloPort, setup.Kubeconfig ?? world.Kubeconfig, setup.Environment);
            var code = await intruder.ExitAsync();

            Assert.True(intruder.Said("netpol-silo: ") && intruder.Said(sentence), $"{what}: it does not say \"{sentence}\" but\n{intruder.Output}");
            Assert.NotEqual(0, code);
            var after = await theatre.Membership.ReadAsync();
            Assert.Equal(before, OfTheCluster(after));
            Assert.DoesNotContain(after!.Rows, row => row.Name == intruder.Name);
            await theatre.Replicas.SettledAsync();
            await still.KeptAsync(what);
            await world.DeletePodAsync("intruder-0");
        }

        Assert.Equal(0, theatre.Replicas.Restarts);
        await theatre.EndedWellAsync();
    }

    /// <summary>What the membership object says besides of replicas, of which those that run may suspect each other meanwhile.</summary>
    private static IEnumerable<string> OfTheCluster(MembershipTable? table) =>
        [table!.Uid, .. table.Data.Where(pair => pair.Key != "version" && !pair.Key.StartsWith("silo.", StringComparison.Ordinal)).Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal)];

    private static async Task OpenNamespaceAsync(World world, string ns)
    {
        if (await world.Api.FindAsync(Resources.Of("", "Namespace", ns), World.Cancellation) is null)
            await world.Api.PostAsync(Resources.All("Namespace"), new() { ["metadata"] = new JsonObject { ["name"] = ns } }, World.Cancellation);
        await World.GrantClusteringAsync(world.Api, ns);
    }

    /// <summary>An account with the controller's rights in the cluster, and none in its namespace.</summary>
    private static async Task<string> KubeconfigOfStrangerAsync(World world)
    {
        const string Stranger = "stranger", Bindings = "apis/rbac.authorization.k8s.io/v1/clusterrolebindings";
        var account = Resources.Of(World.Namespace, "ServiceAccount", Stranger);
        if (await world.Api.FindAsync(account, World.Cancellation) is null)
            await world.Api.PostAsync(Resources.In(World.Namespace, "ServiceAccount"), new() { ["metadata"] = new JsonObject { ["name"] = Stranger } }, World.Cancellation);
        if (await world.Api.FindAsync($"{Bindings}/netpol-{Stranger}", World.Cancellation) is null)
            await world.Api.PostAsync(Bindings, new()
            {
                ["metadata"] = new JsonObject { ["name"] = $"netpol-{Stranger}" },
                ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "ClusterRole", ["name"] = "netpol-orleans" },
                ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = Stranger, ["namespace"] = World.Namespace }),
            }, World.Cancellation);
        var issued = await world.Api.PostAsync($"{account}/token", new() { ["spec"] = new JsonObject() }, World.Cancellation);
        var path = Path.Combine(Path.GetTempPath(), $"netpol-failover-{Guid.NewGuid():N}.kubeconfig");
        await File.WriteAllTextAsync(path, TokenOf().Replace(await File.ReadAllTextAsync(world.Kubeconfig, World.Cancellation), $"token: {issued["status"]!["token"]}"), World.Cancellation);
        return path;
    }

    [GeneratedRegex(@"""?token""?: *\S+")]
    private static partial Regex TokenOf();
}
