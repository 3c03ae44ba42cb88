namespace NetpolOrleans.ApiContract.Tests;

public sealed class KubectlCases(ContractCluster cluster)
{
    private const string Policy = """
        {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"one"},"spec":{"podSelector":{"matchLabels":{"app":"web"}},"policyTypes":["Ingress"],
          "ingress":[{"from":[{"podSelector":{"matchLabels":{"app":"client"}}}],"ports":[{"port":80}]}]}}
        """;

    [Fact]
    public async Task Kubectl_applies_shows_changes_and_deletes_without_switching_validation_off()
    {
        await using var space = await TestNamespace.CreateAsync(cluster.Api);
        var kubectl = Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);

        Assert.Contains("deployment.apps/one created", await kubectl.RunAsync(Sample.Deployment("one"), "apply", "-f", "-"), StringComparison.Ordinal);
        Assert.Contains("deployment.apps/one unchanged", await kubectl.RunAsync(Sample.Deployment("one"), "apply", "-f", "-"), StringComparison.Ordinal);
        Assert.Contains("one", await kubectl.RunAsync("", "get", "deployments"), StringComparison.Ordinal);
        Assert.Contains("labeled", await kubectl.RunAsync("", "label", "deployment/one", "tier=x"), StringComparison.Ordinal);
        Assert.Contains("annotated", await kubectl.RunAsync("", "annotate", "deployment/one", "note=x"), StringComparison.Ordinal);
        Assert.Contains("env updated", await kubectl.RunAsync("", "set", "env", "deployment/one", "A=1"), StringComparison.Ordinal);
        Assert.Contains("scaled", await kubectl.RunAsync("", "scale", "deployment/one", "--replicas=0"), StringComparison.Ordinal);
        Assert.Contains("successfully rolled out", await kubectl.RunAsync("", "rollout", "status", "deployment/one", "--timeout=20s"), StringComparison.Ordinal);
        Assert.Contains("deleted", await kubectl.RunAsync("", "delete", "deployment", "one"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kubectl_prints_the_servers_columns()
    {
        await using var space = await TestNamespace.CreateAsync(cluster.Api);
        var kubectl = Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);
        await cluster.Api.PostAsync(space.NetworkPolicies, Policy);

        var output = await kubectl.RunAsync("", "get", "networkpolicies");

        Assert.Matches(@"\ANAME +POD-SELECTOR +AGE\none +app=web +\d+s\n\z", output);
    }

    [Fact]
    public async Task Kubectl_explains_a_field()
    {
        await using var space = await TestNamespace.CreateAsync(cluster.Api);
        var kubectl = Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);

        var output = await kubectl.RunAsync("", "explain", "networkpolicy.spec.policyTypes");

        Assert.Contains("FIELD: policyTypes <[]string>", output, StringComparison.Ordinal);
        Assert.Contains("list of rule types that the NetworkPolicy relates", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kubectl_describes_a_NetworkPolicy()
    {
        await using var space = await TestNamespace.CreateAsync(cluster.Api);
        var kubectl = Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);
        await cluster.Api.PostAsync(space.NetworkPolicies, Policy);

        var output = await kubectl.RunAsync("", "describe", "networkpolicy", "one");

        Assert.Contains("PodSelector:     app=web", output, StringComparison.Ordinal);
        Assert.Contains("PodSelector: app=client", output, StringComparison.Ordinal);
        Assert.Contains("Not affecting egress traffic", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kubectl_applies_on_the_server_and_names_conflicts()
    {
        await using var space = await TestNamespace.CreateAsync(cluster.Api);
        var kubectl = Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);

        Assert.Contains("serverside-applied", await kubectl.RunAsync(Policy, "apply", "--server-side", "-f", "-"), StringComparison.Ordinal);
        var conflict = await kubectl.FailAsync(Policy.Replace("80", "81", StringComparison.Ordinal), "apply", "--server-side", "--field-manager=other", "-f", "-");
        Assert.Contains("conflict with \"kubectl\": .spec.ingress", conflict, StringComparison.Ordinal);
        Assert.Contains("serverside-applied", await kubectl.RunAsync(Policy.Replace("80", "81", StringComparison.Ordinal), "apply", "--server-side", "--field-manager=other", "--force-conflicts", "-f", "-"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kubectl_goes_from_applying_on_the_client_to_applying_on_the_server()
    {
        const string Map = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"one"},"data":{"a":"1"}}""";
        await using var space = await TestNamespace.CreateAsync(cluster.Api);
        var kubectl = Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);
        await kubectl.RunAsync(Map, "apply", "-f", "-");

        await kubectl.RunAsync(Map.Replace("\"1\"", "\"2\"", StringComparison.Ordinal), "apply", "--server-side", "-f", "-");

        var map = await cluster.Api.GetAsync(space.ConfigMaps + "/one");
        Assert.Equal("2", map.TextAt("data.a"));
        Assert.Contains("\"data\":{\"a\":\"2\"}", (string)map.Body["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kubectl_shows_the_difference_before_it_applies()
    {
        await using var space = await TestNamespace.CreateAsync(cluster.Api);
        var kubectl = Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);
        await kubectl.RunAsync(Policy, "apply", "-f", "-");

        Assert.Equal("", await kubectl.RunAsync(Policy, "diff", "-f", "-"));
        var difference = await kubectl.FailAsync(Policy.Replace("80", "81", StringComparison.Ordinal), "diff", "-f", "-");

        Assert.Contains("-    - port: 80", difference, StringComparison.Ordinal);
        Assert.Contains("+    - port: 81", difference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kubectl_refuses_an_unknown_field()
    {
        await using var space = await TestNamespace.CreateAsync(cluster.Api);
        var kubectl = Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);

        var refusal = await kubectl.FailAsync(Policy.Replace("policyTypes", "policyTipes", StringComparison.Ordinal), "apply", "-f", "-");

        Assert.Contains("strict decoding error: unknown field \"spec.policyTipes\"", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kubectl_waits_for_a_condition_and_for_a_deletion()
    {
        await using var space = await TestNamespace.CreateAsync(cluster.Api);
        var kubectl = Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);
        await kubectl.RunAsync(Sample.Deployment("one"), "apply", "-f", "-");

        Assert.Contains("condition met", await kubectl.RunAsync("", "wait", "--for=condition=Available", "deployment/one", "--timeout=20s"), StringComparison.Ordinal);
        Assert.Contains("condition met", await kubectl.RunAsync("", "wait", "--for=jsonpath={.spec.replicas}=0", "deployment/one", "--timeout=20s"), StringComparison.Ordinal);
        await kubectl.RunAsync("", "delete", "deployment", "one", "--wait=false");
        await kubectl.RunAsync("", "wait", "--for=delete", "deployment/one", "--timeout=20s");
    }

    [Fact]
    public async Task Kubectl_replaces_and_patches()
    {
        await using var space = await TestNamespace.CreateAsync(cluster.Api);
        var kubectl = Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);
        await kubectl.RunAsync(Policy, "create", "-f", "-");

        Assert.Contains("replaced", await kubectl.RunAsync(Policy.Replace("80", "81", StringComparison.Ordinal), "replace", "-f", "-"), StringComparison.Ordinal);
        Assert.Contains("patched", await kubectl.RunAsync("", "patch", "networkpolicy", "one", "--type=json", "-p", """[{"op":"replace","path":"/spec/ingress/0/ports/0/port","value":82}]"""), StringComparison.Ordinal);
        Assert.Equal("82", await kubectl.RunAsync("", "get", "networkpolicy", "one", "-o", "jsonpath={.spec.ingress[0].ports[0].port}"));
    }
}
