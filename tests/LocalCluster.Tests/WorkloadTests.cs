namespace NetpolOrleans.LocalCluster.Tests;

public sealed class WorkloadTests
{
    private const string Template = """{"metadata":{"labels":{"app":"w"}},"spec":{"containers":[{"name":"main","image":"registry.test/main:1"}]}}""";

    [Fact]
    public async Task A_StatefulSet_starts_its_pods_in_order_and_names_them()
    {
        await using var stepped = await SteppedCluster.StartAsync();

        stepped.Objects.Create($$$"""{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db"},"spec":{"serviceName":"db","replicas":2,"selector":{"matchLabels":{"app":"w"}},"template":{{{Template}}}}}""");
        await stepped.UntilAsync(() => stepped.Pods("w").Count == 1);
        var first = (string)stepped.Pods("w")[0]["metadata"]!["name"]!;
        await stepped.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal("db-0", first);
        Assert.Equal(["db-0", "db-1"], stepped.Pods("w").Select(pod => (string)pod["metadata"]!["labels"]!["statefulset.kubernetes.io/pod-name"]!));
        var set = stepped.Objects.Find("statefulsets", "default", "db")!;
        Assert.Equal((string)set["status"]!["updateRevision"]!, (string)stepped.Pods("w")[0]["metadata"]!["labels"]!["controller-revision-hash"]!);
        Assert.Single(stepped.Objects.List("controllerrevisions", "default"));
    }

    [Fact]
    public async Task A_StatefulSets_update_replaces_from_the_highest_down()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        stepped.Objects.Create($$$"""{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db"},"spec":{"serviceName":"db","replicas":2,"selector":{"matchLabels":{"app":"w"}},"template":{{{Template}}}}}""");
        await stepped.PassAsync(TimeSpan.FromSeconds(3));

        stepped.Objects.Update("statefulsets", "default", "db", set => set["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "registry.test/main:2");
        await stepped.UntilAsync(() => stepped.Pods("w").Any(pod => pod["metadata"]!["deletionTimestamp"] is not null));
        var doomed = stepped.Pods("w").Single(pod => pod["metadata"]!["deletionTimestamp"] is not null);
        await stepped.PassAsync(TimeSpan.FromSeconds(6));

        Assert.Equal("db-1", (string)doomed["metadata"]!["name"]!);
        Assert.All(stepped.Pods("w"), pod => Assert.Equal("registry.test/main:2", (string)pod["spec"]!["containers"]![0]!["image"]!));
        var status = stepped.Objects.Find("statefulsets", "default", "db")!["status"]!;
        Assert.Equal((string)status["updateRevision"]!, (string)status["currentRevision"]!);
    }

    [Fact]
    public async Task A_DaemonSet_runs_one_pod_on_every_node()
    {
        await using var stepped = await SteppedCluster.StartAsync();

        stepped.Objects.Create($$$"""{"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"agent"},"spec":{"selector":{"matchLabels":{"app":"w"}},"template":{{{Template}}}}}""");
        await stepped.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(["control-plane", "worker-1", "worker-2"], stepped.Pods("w").Select(pod => (string)pod["spec"]!["nodeName"]!).Order());
        Assert.Equal(3, (int)stepped.Objects.Find("daemonsets", "default", "agent")!["status"]!["numberReady"]!);
    }

    [Fact]
    public async Task A_CronJob_starts_Jobs_on_its_schedule_and_they_complete()
    {
        await using var stepped = await SteppedCluster.StartAsync();

        stepped.Objects.Create("""
            {"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"tick"},"spec":{"schedule":"* * * * *","jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"registry.test/main:1"}]}}}}}}
            """);
        await stepped.PassAsync(TimeSpan.FromSeconds(125));

        var jobs = stepped.Objects.List("jobs", "default");
        Assert.Equal(2, jobs.Count);
        Assert.All(jobs, job => Assert.Equal(1, (int)job["status"]!["succeeded"]!));
        Assert.Contains(stepped.Objects.List("pods", "default"), pod => (string?)pod["metadata"]!["labels"]?["batch.kubernetes.io/job-name"] == (string)jobs[0]["metadata"]!["name"]!);
    }

    [Fact]
    public async Task A_Service_gets_an_EndpointSlice_with_the_pods_named_port()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        stepped.Objects.Create("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"selector":{"app":"w"},"ports":[{"port":80,"targetPort":"http"}]}}""");

        stepped.Objects.Create("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"w","labels":{"app":"w"}},"spec":{"containers":[{"name":"main","image":"registry.test/main:1","ports":[{"name":"http","containerPort":8080}]}]}}""");
        await stepped.PassAsync(TimeSpan.FromSeconds(1));

        var slice = stepped.Objects.List("endpointslices", "default").Single(each => (string)each["metadata"]!["labels"]!["kubernetes.io/service-name"]! == "web");
        Assert.Equal(8080, (int)slice["ports"]![0]!["port"]!);
        Assert.Equal((string)stepped.Pods("w")[0]["status"]!["podIP"]!, (string)slice["endpoints"]![0]!["addresses"]![0]!);
        Assert.True((bool)slice["endpoints"]![0]!["conditions"]!["ready"]!);
    }

    [Fact]
    public async Task A_cluster_begins_with_its_DNS_and_its_API_Service()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        await stepped.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("10.96.0.1", (string)stepped.Objects.Find("services", "default", "kubernetes")!["spec"]!["clusterIP"]!);
        Assert.Equal(stepped.Cluster.Uri.Port, (int)stepped.Objects.Find("endpointslices", "default", "kubernetes")!["ports"]![0]!["port"]!);
        Assert.Equal("10.96.0.10", (string)stepped.Objects.Find("services", "kube-system", "kube-dns")!["spec"]!["clusterIP"]!);
        Assert.Equal(2, stepped.Objects.Count("pods", "kube-system"));
        Assert.NotNull(stepped.Objects.Find("configmaps", "default", "kube-root-ca.crt"));
        Assert.Equal(["control-plane", "worker-1", "worker-2"], stepped.Objects.List("nodes").Select(node => (string)node["metadata"]!["name"]!));
    }

    [Fact]
    public async Task Deleting_a_Deployment_takes_its_ReplicaSets_and_pods_with_it()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        stepped.Deployment("shop", 2);
        await stepped.PassAsync(TimeSpan.FromSeconds(1));

        stepped.Objects.Delete("deployments", "default", "shop");
        await stepped.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal((0, 0), (stepped.Objects.Count("replicasets", "default"), stepped.Objects.Count("pods", "default")));
    }

    [Fact]
    public async Task Deleting_a_namespace_empties_it()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        stepped.Objects.Create("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop"}}""");
        stepped.Objects.Create($$$"""{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"w","namespace":"shop"},"spec":{"replicas":2,"selector":{"matchLabels":{"app":"w"}},"template":{{{Template}}}}}""");
        await stepped.PassAsync(TimeSpan.FromSeconds(1));

        stepped.Objects.Delete("namespaces", null, "shop");
        await stepped.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Null(stepped.Objects.Find("namespaces", null, "shop"));
        Assert.Equal((0, 0), (stepped.Objects.Count("pods", "shop"), stepped.Objects.Count("configmaps", "shop")));
    }
}
