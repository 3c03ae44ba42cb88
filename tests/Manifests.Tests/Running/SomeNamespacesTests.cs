using System.Text.Json.Nodes;
using LocalKubernetes;

namespace NetpolOrleans.Manifests.Tests.Running;

/// <summary>The controller as k8s/overlays/namespaced has it: under Roles, in the namespaces that they are in.</summary>
public sealed class SomeNamespacesTests : IDisposable
{
    private const string User = "system:serviceaccount:netpol-orleans:netpol-orleans";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), Pause = TimeSpan.FromMilliseconds(100);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netpol-some-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_keeps_its_namespaces_without_being_refused_anything_and_says_what_is_closed()
    {
        Tool.SkipWithout("kubectl", "kubectl");
        await using var cluster = await LocalCluster.StartAsync(new() { PodStartDelay = TimeSpan.Zero }, TestContext.Current.CancellationToken);
        await KubectlAsync(cluster, "apply", "-k", "k8s/overlays/namespaced");
        cluster.Objects.Create(Shop.Namespace("elsewhere"));
        var web = Shop.Deployment("default", "web", ("API", "http://api:8080"), ("OTHER", "http://other.elsewhere.svc.cluster.local"));
        web["metadata"]!["annotations"] = new JsonObject { ["netpol-orleans.io/egress"] = "namespace:elsewhere 8080", ["netpol-orleans.io/ingress"] = "namespace:elsewhere 80" };
        foreach (var item in new[] { web, Shop.Deployment("default", "api"), Shop.Service("default", "api", 8080), Shop.Deployment("elsewhere", "other"), Shop.Service("elsewhere", "other", 80) })
            cluster.Objects.Create(item);

        await using var replica = await StartAsync(cluster, ("NETPOL_NAMESPACES", "default"), ("NETPOL_DNS", "10.96.0.10:53"), ("NETPOL_API_SERVERS", "192.0.2.1:6443"));
        await replica.ReadyAsync();
        await Eventually.AsyncIn(Patience, Pause, () => Task.FromResult(Rules(cluster, "web", "egress").Contains("\"app\":\"api\"", StringComparison.Ordinal)), () => $"web does not reach api: {replica.Output}");

        var (egress, ingress) = (Rules(cluster, "web", "egress"), Rules(cluster, "web", "ingress"));
        Assert.Contains("\"kubernetes.io/metadata.name\":\"elsewhere\"", egress, StringComparison.Ordinal);
        Assert.Contains("\"kubernetes.io/metadata.name\":\"elsewhere\"", ingress, StringComparison.Ordinal);
        Assert.DoesNotContain("\"app\":\"other\"", egress, StringComparison.Ordinal);
        Assert.Contains("10.96.0.10/32", egress, StringComparison.Ordinal);
        Assert.Null(cluster.Objects.Find("networkpolicies", "elsewhere", "deployment-other"));
        await Eventually.AsyncIn(Patience, Pause, () => Task.FromResult(replica.Output.Contains("Looking after the namespaces default only", StringComparison.Ordinal)), () => $"it does not say so: {replica.Output}");
        Assert.Empty(cluster.Requests.Recent.Where(request => request is { User: User, Code: 403 }).Select(request => request.Path));
    }

    [Fact]
    public async Task A_changed_annotation_of_the_namespace_is_noticed_though_nobody_may_watch_namespaces()
    {
        Tool.SkipWithout("kubectl", "kubectl");
        await using var cluster = await LocalCluster.StartAsync(new() { PodStartDelay = TimeSpan.Zero }, TestContext.Current.CancellationToken);
        await KubectlAsync(cluster, "apply", "-k", "k8s/overlays/namespaced");
        cluster.Objects.Create(Shop.Deployment("default", "web"));
        await using var replica = await StartAsync(cluster, ("NETPOL_NAMESPACES", "default"), ("NETPOL_MODE", "observe"));
        await replica.ReadyAsync();

        await KubectlAsync(cluster, "annotate", "namespace", "default", "netpol-orleans.io/mode=enforce");

        await Eventually.AsyncIn(Patience, Pause, () => Task.FromResult(cluster.Objects.Find("networkpolicies", "default", "deployment-web") is not null), () => $"no policy: {replica.Output}");
    }

    [Fact]
    public async Task A_namespace_without_its_Role_is_named_before_anything_starts()
    {
        Tool.SkipWithout("kubectl", "kubectl");
        await using var cluster = await LocalCluster.StartAsync(new() { SimulateControllers = false }, TestContext.Current.CancellationToken);
        await KubectlAsync(cluster, "apply", "-k", "k8s/overlays/namespaced");

        await using var replica = await StartAsync(cluster, ("NETPOL_NAMESPACES", "default,shop"));

        Assert.Equal(1, await replica.ExitAsync());
        Assert.Contains("list,watch on deployments.apps in namespace shop", replica.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("in namespace default", replica.Output, StringComparison.Ordinal);
    }

    private async Task<Replica> StartAsync(LocalCluster cluster, params (string Name, string Value)[] environment)
    {
        var kubeconfig = Path.Combine(folder.FullName, "kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, cluster.KubeconfigFor("netpol-orleans", "netpol-orleans"), TestContext.Current.CancellationToken);
        return Replica.Start("some", new Dictionary<string, string>(environment.ToDictionary(each => each.Name, each => each.Value)) { ["NETPOL_KUBECONFIG"] = kubeconfig });
    }

    private static Task KubectlAsync(LocalCluster cluster, params string[] arguments) => Tool.RunAsync("kubectl", ["--kubeconfig", cluster.KubeconfigPath, .. arguments]);

    private static string Rules(LocalCluster cluster, string name, string direction) =>
        cluster.Objects.Find("networkpolicies", "default", $"deployment-{name}")?["spec"]?[direction]?.ToJsonString() ?? "";
}
