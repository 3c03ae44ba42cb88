using System.Collections;
using System.Text.Json.Nodes;
using LocalKubernetes;
using Microsoft.Extensions.Configuration;
using NetpolOrleans.Manifests.Tests.Access;
using NetpolOrleans.Silo.Configuration;

namespace NetpolOrleans.Manifests.Tests;

public sealed class OverlayTests
{
    public static TheoryData<string> Installations { get; } = ["k8s", "k8s/overlays/observe", "k8s/overlays/large", "k8s/overlays/multi-tenant", "k8s/overlays/namespaced"];

    [Theory]
    [MemberData(nameof(Installations))]
    public async Task Every_option_that_an_overlay_sets_is_one(string folder)
    {
        var objects = await BuildAsync(folder);

        var options = objects.Single(each => each["metadata"]!["name"]!.ToString().StartsWith("netpol-orleans-options-", StringComparison.Ordinal))["data"]!.AsObject();

        var variables = new Hashtable();
        foreach (var (name, value) in options) variables[name] = value!.ToString();
        var read = SiloSettings.Read(new ConfigurationBuilder().Build(), variables, new Dictionary<string, string>());
        Assert.Equal(ClusteringMode.Kubernetes, read.Clustering);
    }

    public static TheoryData<string, bool> InstallationsAndClusters
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var folder in (string[])["k8s", "k8s/overlays/observe", "k8s/overlays/large", "k8s/overlays/multi-tenant", "k8s/overlays/namespaced", "tests/Manifests.Tests/everything"])
            {
                data.Add(folder, false);
                if (GrantedCluster.Real is not null) data.Add(folder, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(InstallationsAndClusters))]
    public async Task Its_objects_pass_strict_validation_and_its_pods_the_restricted_standard(string folder, bool real)
    {
        await using var cluster = await GrantedCluster.StartAsync(real, new() { SimulateControllers = false });
        var objects = Yaml.Documents((await Tool.RunAsync("kubectl", ["kustomize", folder])).Replace("netpol-orleans", cluster.Name, StringComparison.Ordinal));
        var set = objects.Single(each => each["kind"]!.ToString() == "StatefulSet");
        var pod = set["spec"]!["template"]!.DeepClone().AsObject();
        (pod["apiVersion"], pod["kind"], pod["metadata"]!["name"], pod["metadata"]!["namespace"]) = ("v1", "Pod", "one", cluster.Name);

        await cluster.TryOutAsync([.. objects, pod]);
    }

    [Theory]
    [MemberData(nameof(Installations))]
    public async Task An_API_server_takes_it_under_strict_validation(string folder)
    {
        Tool.SkipWithout("kubectl", "kubectl");
        await using var cluster = await LocalCluster.StartAsync(new() { SimulateControllers = false }, TestContext.Current.CancellationToken);

        var answer = await Tool.RunAsync("kubectl", ["--kubeconfig", cluster.KubeconfigPath, "apply", "-k", folder, "--validate=strict"]);

        Assert.Contains("statefulset.apps/netpol-orleans created", answer, StringComparison.Ordinal);
        Assert.NotNull(cluster.Objects.Find("statefulsets", "netpol-orleans", "netpol-orleans"));
    }

    [Fact]
    public async Task Observing_writes_nothing()
    {
        var options = await OptionsOfAsync("k8s/overlays/observe");

        Assert.Equal("observe", options["NETPOL_MODE"]!.ToString());
    }

    [Fact]
    public async Task Whoever_looks_after_some_namespaces_has_a_Role_in_each_and_nothing_in_the_cluster()
    {
        var objects = await BuildAsync("k8s/overlays/namespaced");

        Assert.DoesNotContain(objects, each => each["kind"]!.ToString().StartsWith("ClusterRole", StringComparison.Ordinal));
        var namespaces = objects.Where(each => each["kind"]!.ToString() == "Role" && each["metadata"]!["name"]!.ToString() == "netpol-orleans").Select(each => each["metadata"]!["namespace"]!.ToString());
        Assert.Equal((await OptionsOfAsync("k8s/overlays/namespaced"))["NETPOL_NAMESPACES"]!.ToString().Split(',').Order(StringComparer.Ordinal), namespaces.Order(StringComparer.Ordinal));
        Assert.All(objects.Where(each => each["kind"]!.ToString() == "RoleBinding"), binding => Assert.Equal("netpol-orleans", binding["subjects"]![0]!["namespace"]!.ToString()));
    }

    [Fact]
    public async Task Tenants_need_grants_cannot_lower_modes_and_replicas_talk_TLS()
    {
        var options = await OptionsOfAsync("k8s/overlays/multi-tenant");

        Assert.Equal(["true", "true", "/etc/netpol-orleans-tls"], new[] { "NETPOL_REQUIRE_GRANTS", "NETPOL_LOCK_MODES", "NETPOL_TLS_FOLDER" }.Select(name => options[name]!.ToString()));
    }

    [Fact]
    public async Task A_large_installation_hashes_its_shards_over_more_replicas()
    {
        var objects = await BuildAsync("k8s/overlays/large");

        Assert.Equal(5, (long)objects.Single(each => each["kind"]!.ToString() == "StatefulSet")["spec"]!["replicas"]!);
        Assert.Equal("64", (await OptionsOfAsync("k8s/overlays/large"))["NETPOL_SHARDS"]!.ToString());
    }

    [Fact]
    public async Task Monitoring_brings_the_rules_that_are_tested_and_every_dashboard()
    {
        var objects = await BuildAsync("k8s/overlays/monitoring");

        var rule = objects.Single(each => each["kind"]!.ToString() == "PrometheusRule");
        var tested = Yaml.Documents(Repository.Read("dashboards", "alerts.yaml")).Single();
        Assert.True(JsonNode.DeepEquals(tested["groups"], rule["spec"]!["groups"]));
        Assert.Equal(
            Directory.EnumerateFiles(Repository.PathOf("dashboards"), "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal),
            objects.Where(each => each["kind"]!.ToString() == "ConfigMap").SelectMany(each => each["data"]!.AsObject()).Select(each => each.Key).Order(StringComparer.Ordinal));
    }

    private static async Task<JsonObject> OptionsOfAsync(string folder) =>
        (await BuildAsync(folder)).Single(each => each["metadata"]!["name"]!.ToString().StartsWith("netpol-orleans-options-", StringComparison.Ordinal))["data"]!.AsObject();

    private static async Task<IReadOnlyList<JsonObject>> BuildAsync(string folder)
    {
        Tool.SkipWithout("kubectl", "kubectl");
        return Yaml.Documents(await Tool.RunAsync("kubectl", ["kustomize", folder]));
    }
}
