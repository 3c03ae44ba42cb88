using System.Text.Json.Nodes;
using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Silo.Configuration;

namespace NetpolOrleans.EndToEnd.Tests.Scenarios;

/// <summary>A controller starts anew while one namespace cannot be listed: that delays only what clients of this namespace may hold.</summary>
public sealed class LateShardTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_shard_for_each_namespace()
    {
        await using var stage = await Stage.LocalAsync();
        await OthersGoOnAsync(stage, new(0), "configmaps", _ => { }, Refuse(stage, "configmaps"));
    }

    [Fact]
    public async Task With_hashed_shards()
    {
        await using var stage = await Stage.LocalAsync();
        await OthersGoOnAsync(stage, new(7), "pods", options => options.Shards = 7, Refuse(stage, "pods"));
    }

    [Fact]
    public async Task With_a_Role_that_lost_a_rule()
    {
        await using var stage = await Stage.LocalAsync(isClusterWide: false);
        await OthersGoOnAsync(stage, new(0), "services", options => options.Namespaces = "late-broken,late-clients,late-servers", isBroken => SwapAsync(
            stage, isBroken ? ("services", "none") : ("none", "services")), stage.GrantInAsync);
    }

    [Fact]
    public void The_hashed_namespaces_are_of_different_shards() =>
        Assert.DoesNotContain(new ShardMap(7).ShardOf("late-broken"), new[] { "late-clients", "late-servers" }.Select(new ShardMap(7).ShardOf));

    [Fact]
    public async Task A_further_kind_whose_API_is_broken_keeps_nothing_from_opening_and_nothing_of_it_is_touched()
    {
        await using var stage = await Stage.LocalAsync();
        await stage.GrantAsync("workload-kinds.yaml");
        await CustomKinds.InstallAsync(stage, "rollouts", "Rollout");
        await using var space = await TestSpace.CreateAsync(stage, "late-servers");
        await stage.StartControllerAsync(Rollouts);
        await ServerAsync(space, "server");
        await CustomKinds.CreateRolloutAsync(space, "rolled", ("SERVER_HOST", "server"));
        await space.CreateAsync(Manifest.Workload("Deployment", "client"));
        await ClientAsync(space, "former", "server");
        await space.PolicyAsync("deployment-client");
        await space.OpenAsync("rolled", "server");
        await space.OpenAsync("former", "server");
        var uid = space.Policy("rollout-rolled")!.Uid;
        await stage.StopControllerAsync();
        await space.SetEnvAsync("Deployment", "former", "SERVER_HOST", null);
        stage.Local!.Faults = LocalKubernetes.Faults.FaultPlan.Parse("list,watch rollouts: status 503");

        await stage.StartControllerAsync(Rollouts, waits: false);
        await space.SetEnvAsync("Deployment", "client", "SERVER_HOST", "server");
        await space.OpenAsync("client", "server");
        var meanwhile = (space.Ingress("server", "rolled").Count, space.Ingress("server", "former").Count, space.Policy("rollout-rolled")?.Uid);
        await stage.Controller!.UntilAsync(() => stage.Controller.Missing.Any(reason => reason.Contains("rollouts.argoproj.io", StringComparison.Ordinal)), "it says what is missing");
        stage.Local.Faults = null;
        await space.ClosedAsync("former", "server");

        Assert.Equal((1, 1, uid), meanwhile);
        Assert.Equal((1, uid), (space.Ingress("server", "rolled").Count, space.Policy("rollout-rolled")!.Uid));
        await stage.Controller.ReadyAsync();

        static void Rollouts(SiloOptions options) => options.WorkloadKinds = "argoproj.io/v1alpha1/Rollout";
    }

    private static async Task OthersGoOnAsync(Stage stage, ShardMap map, string kind, Action<SiloOptions> configure, Func<bool, Task> breakAsync, Func<string, Task>? grantAsync = null)
    {
        await using var broken = await TestSpace.CreateAsync(stage, "late-broken");
        await using var clients = await TestSpace.CreateAsync(stage, "late-clients");
        await using var servers = await TestSpace.CreateAsync(stage, "late-servers");
        if (grantAsync is not null) await Task.WhenAll(new[] { broken, clients, servers }.Select(space => grantAsync(space.Name)));
        await stage.StartControllerAsync(configure);
        await ServerAsync(servers, "server");
        await ClientAsync(broken, "caller", "server");
        await ClientAsync(broken, "early", "fresh");
        await ClientAsync(clients, "client", "server");
        await broken.OpenAsync("caller", "server", servers);
        await clients.OpenAsync("client", "server", servers);
        await broken.RunningAsync("early");
        await stage.StopControllerAsync();
        await clients.SetEnvAsync("Deployment", "client", "SERVER_HOST", null);
        await breakAsync(true);

        await stage.StartControllerAsync(configure, waits: false);
        await ServerAsync(servers, "fresh");
        await clients.ClosedAsync("client", "server", servers);
        await servers.PolicyAsync("deployment-fresh");
        var (kept, guests) = (servers.Ingress("server", "caller", broken).Count, PeersOf(servers, "deployment-fresh"));
        await stage.Controller!.UntilAsync(() => stage.Controller.Missing.Count == 0 && Says($"shard {map.ShardOf(broken.Name)} has been late since") && Says(kind), "it says which shard is late and why");
        await breakAsync(false);
        await broken.OpenAsync("early", "fresh", servers);
        await servers.History.UntilAsync(() => !PeersOf(servers, "deployment-fresh").Contains(PolicyPeer.Namespace(broken.Name)), "only the client is admitted any more");
        await broken.SetEnvAsync("Deployment", "caller", "SERVER_HOST", null);
        await broken.ClosedAsync("caller", "server", servers);

        Assert.Equal(1, kept);
        Assert.Contains(PolicyPeer.Namespace(broken.Name), guests);
        await stage.Controller.ReadyAsync();
        await stage.Controller.UntilAsync(() => !Says("late since"), "no shard is late");

        bool Says(string part) => stage.Controller!.Troubles.Any(trouble => trouble.Contains(part, StringComparison.Ordinal));
    }

    private static Func<bool, Task> Refuse(Stage stage, string kind) => isBroken =>
    {
        stage.Local!.Faults = isBroken ? LocalKubernetes.Faults.FaultPlan.Parse($"list,watch {kind} in late-broken: status 403") : null;
        return Task.CompletedTask;
    };

    /// <summary>Makes the Role of the broken namespace grant another resource instead.</summary>
    private static Task SwapAsync(Stage stage, (string From, string To) resource) => stage.Api.UpdateAsync(
        "apis/rbac.authorization.k8s.io/v1/namespaces/late-broken/roles/netpol-orleans",
        role => role["rules"] = JsonNode.Parse(role["rules"]!.ToJsonString().Replace($"\"{resource.From}\"", $"\"{resource.To}\"", StringComparison.Ordinal)), Cancellation);

    private static HashSet<PolicyPeer> PeersOf(TestSpace space, string policy) => space.Policy(policy)!.Spec.Ingress.SelectMany(rule => rule.Peers).ToHashSet();

    private static async Task ServerAsync(TestSpace space, string name)
    {
        await space.CreateAsync(Manifest.Service(name, name));
        await space.CreateAsync(Manifest.Workload("Deployment", name));
    }

    private static Task ClientAsync(TestSpace space, string name, string server) =>
        space.CreateAsync(Manifest.Workload("Deployment", name, ("SERVER_HOST", $"{server}.late-servers.svc.cluster.local")));
}
