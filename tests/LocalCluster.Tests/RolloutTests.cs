using System.Text.Json.Nodes;

namespace NetpolOrleans.LocalCluster.Tests;

public sealed class RolloutTests
{
    [Fact]
    public async Task A_Deployment_gets_a_ReplicaSet_and_ready_pods()
    {
        await using var stepped = await SteppedCluster.StartAsync();

        stepped.Deployment("shop", 3);
        await stepped.PassAsync(TimeSpan.FromSeconds(1));

        var set = Assert.Single(stepped.Objects.List("replicasets", "default"));
        var hash = (string)set["metadata"]!["labels"]!["pod-template-hash"]!;
        Assert.Equal($"shop-{hash}", (string)set["metadata"]!["name"]!);
        Assert.Equal(3, stepped.Pods("shop").Count);
        Assert.All(stepped.Pods("shop"), pod => Assert.Equal("Running", (string)pod["status"]!["phase"]!));
        Assert.All(stepped.Pods("shop"), pod => Assert.Equal(hash, (string)pod["metadata"]!["labels"]!["pod-template-hash"]!));
        Assert.Equal(3, stepped.Pods("shop").Select(pod => (string)pod["status"]!["podIP"]!).Distinct().Count());
        var status = stepped.Objects.Find("deployments", "default", "shop")!["status"]!;
        Assert.Equal((3, 3), ((int)status["readyReplicas"]!, (int)status["updatedReplicas"]!));
    }

    [Fact]
    public async Task A_rolling_update_keeps_to_its_bounds_at_every_moment()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        stepped.Deployment("shop", 4, strategy: """{"rollingUpdate":{"maxSurge":1,"maxUnavailable":0}}""");
        await stepped.PassAsync(TimeSpan.FromSeconds(1));

        SetImage(stepped, "registry.test/main:2");
        var (most, fewest) = (0, int.MaxValue);
        await stepped.UntilAsync(() =>
        {
            var living = stepped.Pods("shop").Where(pod => pod["metadata"]!["deletionTimestamp"] is null).ToList();
            most = Math.Max(most, living.Count);
            fewest = Math.Min(fewest, living.Count(IsReady));
            return stepped.Pods("shop").All(pod => Image(pod) == "registry.test/main:2");
        });

        Assert.Equal((5, 4), (most, fewest));
        Assert.Equal("2", (string)stepped.Objects.Find("deployments", "default", "shop")!["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"]!);
    }

    [Fact]
    public async Task Recreate_ends_every_old_pod_before_the_first_new_one()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        stepped.Deployment("shop", 2, strategy: """{"type":"Recreate"}""");
        await stepped.PassAsync(TimeSpan.FromSeconds(1));

        SetImage(stepped, "registry.test/main:2");
        await stepped.UntilAsync(() =>
        {
            Assert.True(stepped.Pods("shop").Select(Image).Distinct().Count() <= 1);
            return stepped.Pods("shop").Count(pod => Image(pod) == "registry.test/main:2" && IsReady(pod)) == 2;
        });
    }

    [Fact]
    public async Task A_deleted_pod_lasts_for_its_termination_time()
    {
        await using var stepped = await SteppedCluster.StartAsync(options => options with { PodTerminationDelay = TimeSpan.FromSeconds(2) });
        stepped.Deployment("shop", 1);
        await stepped.PassAsync(TimeSpan.FromSeconds(1));
        var doomed = (string)stepped.Pods("shop")[0]["metadata"]!["name"]!;

        stepped.Objects.Delete("pods", "default", doomed);
        await stepped.PassAsync(TimeSpan.FromSeconds(1.5));
        var meanwhile = stepped.Objects.Find("pods", "default", doomed);
        await stepped.PassAsync(TimeSpan.FromSeconds(1));

        Assert.NotNull(meanwhile!["metadata"]!["deletionTimestamp"]);
        Assert.Null(stepped.Objects.Find("pods", "default", doomed));
        Assert.Single(stepped.Pods("shop"));
    }

    [Fact]
    public async Task Paused_controllers_do_nothing_until_they_go_on()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        await stepped.PassAsync(TimeSpan.FromSeconds(1));

        stepped.Cluster.Pause();
        stepped.Deployment("shop", 1);
        await stepped.PassAsync(TimeSpan.FromSeconds(1));
        var paused = stepped.Pods("shop").Count;
        stepped.Cluster.Resume();
        await stepped.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal((0, 1), (paused, stepped.Pods("shop").Count));
    }

    [Fact]
    public async Task A_rollout_that_never_becomes_ready_exceeds_its_deadline()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        stepped.Objects.Create("""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"stuck"},"spec":{"replicas":1,"progressDeadlineSeconds":5,
              "selector":{"matchLabels":{"app":"stuck"}},
              "template":{"metadata":{"labels":{"app":"stuck"},"annotations":{"local-kubernetes/never-ready":"true"}},"spec":{"containers":[{"name":"main","image":"registry.test/main:1"}]}}}}
            """);

        await stepped.PassAsync(TimeSpan.FromSeconds(8));

        var conditions = stepped.Objects.Find("deployments", "default", "stuck")!["status"]!["conditions"]!.AsArray();
        Assert.Equal("ProgressDeadlineExceeded", (string)conditions.Single(each => (string)each!["type"]! == "Progressing")!["reason"]!);
    }

    private static void SetImage(SteppedCluster stepped, string image) => stepped.Objects.Update("deployments", "default", "shop",
        deployment => deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = image);

    private static string Image(JsonObject pod) => (string)pod["spec"]!["containers"]![0]!["image"]!;

    private static bool IsReady(JsonObject pod) =>
        pod["status"]?["conditions"]?.AsArray().Any(each => (string)each!["type"]! == "Ready" && (string)each["status"]! == "True") == true;
}
