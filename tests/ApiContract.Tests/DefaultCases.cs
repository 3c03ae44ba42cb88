namespace NetpolOrleans.ApiContract.Tests;

public sealed class DefaultCases(ContractCluster cluster)
{
    private readonly Api api = cluster.Api;

    [Fact]
    public async Task A_Deployment_gets_its_strategy_and_its_pods_defaults()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var created = await space.DeploymentAsync("one", container: ""","ports":[{"containerPort":80}]""");

        Assert.Equal("25%", created.TextAt("spec.strategy.rollingUpdate.maxSurge"));
        Assert.Equal("10", created.TextAt("spec.revisionHistoryLimit"));
        Assert.Equal("600", created.TextAt("spec.progressDeadlineSeconds"));
        Assert.Equal("Always", created.TextAt("spec.template.spec.restartPolicy"));
        Assert.Equal("ClusterFirst", created.TextAt("spec.template.spec.dnsPolicy"));
        Assert.Equal("TCP", created.TextAt("spec.template.spec.containers.0.ports.0.protocol"));
        Assert.Equal("IfNotPresent", created.TextAt("spec.template.spec.containers.0.imagePullPolicy"));
        Assert.Equal(1, created.Generation);
    }

    [Fact]
    public async Task A_Service_gets_an_address_and_target_ports()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var created = await api.PostAsync(space.Services, Sample.Service("one", """ "selector":{"app":"x"},"ports":[{"port":80}] """));

        Assert.Equal("ClusterIP", created.TextAt("spec.type"));
        Assert.Equal("TCP", created.TextAt("spec.ports.0.protocol"));
        Assert.Equal("80", created.TextAt("spec.ports.0.targetPort"));
        Assert.True(System.Net.IPAddress.TryParse(created.TextAt("spec.clusterIP"), out _));
        Assert.Equal(created.TextAt("spec.clusterIP"), created.TextAt("spec.clusterIPs.0"));
        Assert.Equal("Cluster", created.TextAt("spec.internalTrafficPolicy"));
    }

    [Fact]
    public async Task A_headless_Service_keeps_None()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var created = await api.PostAsync(space.Services, Sample.Service("one", """ "clusterIP":"None","selector":{"app":"x"} """));

        Assert.Equal("None", created.TextAt("spec.clusterIP"));
    }

    [Theory]
    [InlineData("", "Ingress")]
    [InlineData(""","ingress":[{}]""", "Ingress")]
    [InlineData(""","egress":[{}]""", "Ingress,Egress")]
    public async Task A_NetworkPolicy_gets_its_policyTypes(string rules, string types)
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var created = await api.PostAsync(space.NetworkPolicies, Sample.Policy("one", rules));

        Assert.Equal(types.Split(','), created.At("spec.policyTypes")!.AsArray().Select(type => type!.ToString()));
    }

    [Fact]
    public async Task A_NetworkPolicys_port_is_TCP_by_default()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var created = await api.PostAsync(space.NetworkPolicies, Sample.Policy("one", ""","ingress":[{"ports":[{"port":80}]}]"""));

        Assert.Equal("TCP", created.TextAt("spec.ingress.0.ports.0.protocol"));
    }

    [Fact]
    public async Task A_Namespace_carries_its_name_as_a_label()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var read = await api.GetAsync($"/api/v1/namespaces/{space.Name}");

        Assert.Equal(space.Name, read.At("metadata.labels")!["kubernetes.io/metadata.name"]!.ToString());
        Assert.Equal("Active", read.TextAt("status.phase"));
        Assert.Equal("kubernetes", read.TextAt("spec.finalizers.0"));
    }

    [Fact]
    public async Task A_Job_gets_a_selector_of_its_own()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var created = await api.PostAsync(space.Jobs,
            """{"metadata":{"name":"one"},"spec":{"suspend":true,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"registry.test/main:1"}]}}}}""");

        Assert.Equal(created.Uid, created.At("spec.selector.matchLabels")!["batch.kubernetes.io/controller-uid"]!.ToString());
        Assert.Equal("one", created.At("spec.template.metadata.labels")!["batch.kubernetes.io/job-name"]!.ToString());
        Assert.Equal("one", created.At("spec.template.metadata.labels")!["job-name"]!.ToString());
        Assert.Equal("1", created.TextAt("spec.completions"));
    }
}
