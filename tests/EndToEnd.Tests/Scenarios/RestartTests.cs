using NetpolOrleans.EndToEnd.Tests.Harness;

namespace NetpolOrleans.EndToEnd.Tests.Scenarios;

/// <summary>What a controller does that was not there before; on local clusters only, whose requests can be counted and whose pods can be held.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task A_second_start_over_a_converged_cluster_writes_nothing()
    {
        await using var stage = await Stage.LocalAsync();
        await using var one = await TestSpace.CreateAsync(stage);
        await using var other = await TestSpace.CreateAsync(stage);
        await stage.StartControllerAsync();
        await FillAsync(one, other);
        await stage.StopControllerAsync();

        await stage.StartControllerAsync();
        await one.CreateAsync(Manifest.Workload("Deployment", "sentinel"));
        await one.PolicyAsync("deployment-sentinel");

        Assert.Equal([$"create networkpolicies {one.Name}/"], await stage.WritesAsync());
    }

    [Fact]
    public async Task A_controller_that_starts_amid_a_rollout_cuts_nothing_that_an_old_pod_calls_for_and_closes_it_afterwards()
    {
        await using var stage = await Stage.LocalAsync();
        await using var space = await TestSpace.CreateAsync(stage);
        await stage.StartControllerAsync();
        await FillAsync(space, space);
        await space.RunningAsync("client");
        await stage.StopControllerAsync();
        await space.UpdateAsync("Deployment", "client", HoldsItsOldPods);
        await space.SetEnvAsync("Deployment", "client", "SERVER_HOST", null);
        await space.History.UntilAsync(() => space.Pods("client").Count == 2, "an old and a new pod run");

        await stage.StartControllerAsync();
        await space.CreateAsync(Manifest.Workload("Deployment", "sentinel"));
        await space.PolicyAsync("deployment-sentinel");
        var meanwhile = (space.Egress("client", "server").Count, space.Ingress("server", "client").Count);
        await space.UpdateAsync("Deployment", "client", item => item["spec"]!["template"]!["metadata"]!["annotations"]!["local-kubernetes/never-ready"] = "false");

        Assert.Equal((1, 1), meanwhile);
        await space.ClosedAsync("client", "server");
    }

    [Fact]
    public async Task What_lingers_is_remembered_across_a_restart()
    {
        await using var stage = await Stage.LocalAsync();
        await using var space = await TestSpace.CreateAsync(stage);
        await stage.StartControllerAsync();
        await FillAsync(space, space);
        await space.CreateAsync(Manifest.ConfigMap("settings", "host", "server"));
        await space.CreateAsync(Manifest.Workload("Deployment", "reader", ("SERVER_HOST", "@settings/host")));
        await space.OpenAsync("reader", "server");
        await space.RunningAsync("reader");
        await space.UpdateAsync("ConfigMap", "settings", map => map["data"]!["host"] = "nowhere");
        await space.History.UntilAsync(() => space.Policy("deployment-reader")!.Annotations.Contains("netpol-orleans.io/lingering"), "it is noted what lingers");
        await stage.StopControllerAsync();

        await stage.StartControllerAsync();
        await space.CreateAsync(Manifest.Workload("Deployment", "sentinel"));
        await space.PolicyAsync("deployment-sentinel");
        var meanwhile = (space.Egress("reader", "server").Count, space.Ingress("server", "reader").Count);
        await space.SetEnvAsync("Deployment", "reader", "RESTARTED", "now");

        Assert.Equal((1, 1), meanwhile);
        await space.ClosedAsync("reader", "server");
    }

    [Fact]
    public async Task A_client_that_was_deleted_before_the_controller_started_is_admitted_until_its_pods_are_gone()
    {
        await using var stage = await Stage.LocalAsync(EndingWhenTold);
        await using var space = await TestSpace.CreateAsync(stage);
        await stage.StartControllerAsync();
        await FillAsync(space, space);
        await space.RunningAsync("client");
        await stage.StopControllerAsync();
        await space.DeleteAsync("Deployment", "client");
        await space.History.UntilAsync(() => Ending(space, "client").Any(), "the client's pod ends");

        await stage.StartControllerAsync();
        await space.CreateAsync(Manifest.Workload("Deployment", "sentinel"));
        await space.PolicyAsync("deployment-sentinel");
        var meanwhile = space.Ingress("server", "client").Count;
        await EndAsync(space, "client");

        Assert.Equal(1, meanwhile);
        await space.History.UntilAsync(() => space.Ingress("server", "client").Count == 0, "the server admits it no more");
    }

    [Fact]
    public async Task An_old_pod_that_ends_counts_even_where_the_rollout_is_finished_when_the_controller_starts()
    {
        await using var stage = await Stage.LocalAsync(EndingWhenTold);
        await using var space = await TestSpace.CreateAsync(stage);
        await stage.StartControllerAsync();
        await FillAsync(space, space);
        await space.RunningAsync("client");
        await stage.StopControllerAsync();
        await space.SetEnvAsync("Deployment", "client", "SERVER_HOST", null);
        await space.History.UntilAsync(() => space.Pods("client").Count == 2 && Ending(space, "client").Any(), "the old pod ends");

        await stage.StartControllerAsync();
        await space.CreateAsync(Manifest.Workload("Deployment", "sentinel"));
        await space.PolicyAsync("deployment-sentinel");
        var meanwhile = (space.Egress("client", "server").Count, space.Ingress("server", "client").Count);
        await EndAsync(space, "client");

        Assert.Equal((1, 1), meanwhile);
        await space.ClosedAsync("client", "server");
    }

    [Fact]
    public async Task While_the_old_pods_are_held_nothing_closes_and_when_they_end_it_does()
    {
        await using var stage = await Stage.LocalAsync();
        await using var space = await TestSpace.CreateAsync(stage);
        await stage.StartControllerAsync();
        await FillAsync(space, space);
        await space.RunningAsync("client");

        stage.Local!.Pause();
        await space.SetEnvAsync("Deployment", "client", "SERVER_HOST", null);
        await space.CreateAsync(Manifest.Workload("Deployment", "sentinel"));
        await space.PolicyAsync("deployment-sentinel");
        var meanwhile = (space.Egress("client", "server").Count, space.Ingress("server", "client").Count);
        stage.Local.Resume();

        Assert.Equal((1, 1), meanwhile);
        await space.ClosedAsync("client", "server");
    }

    private static async Task FillAsync(TestSpace clients, TestSpace servers)
    {
        await servers.CreateAsync(Manifest.Service("server", "server"));
        await servers.CreateAsync(Manifest.Workload("StatefulSet", "server"));
        await clients.CreateAsync(Manifest.ConfigMap("fixed", "host", $"server.{servers.Name}"));
        await clients.CreateAsync(Manifest.Workload("Deployment", "client", ("SERVER_HOST", $"server.{servers.Name}.svc.cluster.local")));
        await clients.CreateAsync(Manifest.Workload("DaemonSet", "agent", ("SERVER_HOST", "@fixed/host"), ("SERVER_PORT", "80")));
        await clients.CreateAsync(Manifest.CronJob("job", ("SERVER_URL", $"http://server.{servers.Name}.svc")));
        foreach (var client in new[] { "client", "agent", "job" }) await clients.OpenAsync(client, "server", servers);
    }

    /// <summary>Pods end when the test says so.</summary>
    private static LocalKubernetes.LocalClusterOptions EndingWhenTold(LocalKubernetes.LocalClusterOptions options) => options with { PodTerminationDelay = TimeSpan.FromMinutes(10) };

    private static IEnumerable<System.Text.Json.Nodes.JsonObject> Ending(TestSpace space, string app) => space.Pods(app).Where(pod => pod["metadata"]!["deletionTimestamp"] is not null);

    private static async Task EndAsync(TestSpace space, string app)
    {
        foreach (var pod in Ending(space, app)) await space.Stage.Api.KillAsync(Resources.Of(space.Name, "Pod", (string)pod["metadata"]!["name"]!), TestContext.Current.CancellationToken);
    }

    private static void HoldsItsOldPods(System.Text.Json.Nodes.JsonObject item) =>
        item["spec"]!["template"]!["metadata"]!["annotations"] = new System.Text.Json.Nodes.JsonObject { ["local-kubernetes/never-ready"] = "true" };
}
