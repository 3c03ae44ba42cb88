namespace NetpolOrleans.ApiContract.Tests;

public sealed class ValidationCases(ContractCluster cluster)
{
    private readonly Api api = cluster.Api;

    [Theory]
    [InlineData(""","ingress":[{"ports":[{"port":0}]}]""", "spec.ingress[0].ports[0].port")]
    [InlineData(""","ingress":[{"ports":[{"port":70000}]}]""", "spec.ingress[0].ports[0].port")]
    [InlineData(""","ingress":[{"ports":[{"port":"Not_a_name"}]}]""", "spec.ingress[0].ports[0].port")]
    [InlineData(""","ingress":[{"ports":[{"port":10,"endPort":5}]}]""", "spec.ingress[0].ports[0].endPort")]
    [InlineData(""","ingress":[{"ports":[{"port":"web","endPort":5}]}]""", "spec.ingress[0].ports[0].endPort")]
    [InlineData(""","ingress":[{"ports":[{"endPort":5}]}]""", "spec.ingress[0].ports[0].endPort")]
    [InlineData(""","ingress":[{"ports":[{"port":5,"protocol":"ICMP"}]}]""", "spec.ingress[0].ports[0].protocol")]
    [InlineData(""","ingress":[{"from":[{}]}]""", "spec.ingress[0].from[0]")]
    [InlineData(""","ingress":[{"from":[{"podSelector":{},"ipBlock":{"cidr":"10.0.0.0/8"}}]}]""", "spec.ingress[0].from[0]")]
    [InlineData(""","egress":[{"to":[{"ipBlock":{"cidr":"10.0.0.0"}}]}]""", "spec.egress[0].to[0].ipBlock.cidr")]
    [InlineData(""","egress":[{"to":[{"ipBlock":{"cidr":"10.0.0.0/8","except":["11.0.0.0/9"]}}]}]""", "spec.egress[0].to[0].ipBlock.except[0]")]
    [InlineData(""","egress":[{"to":[{"ipBlock":{"cidr":"10.0.0.0/8","except":["10.0.0.0/8"]}}]}]""", "spec.egress[0].to[0].ipBlock.except[0]")]
    [InlineData(""","policyTypes":["Sideways"]""", "spec.policyTypes[0]")]
    public async Task A_broken_NetworkPolicy_is_Invalid_and_says_where(string spec, string field)
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(space.NetworkPolicies, Sample.Policy("one", spec));

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Equal([field], answer.CauseFields);
        Assert.StartsWith("NetworkPolicy.networking.k8s.io \"one\" is invalid: " + field, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_selector_that_misses_its_template_is_Invalid()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(space.Deployments, Sample.Deployment("one").Replace("\"labels\":{\"app\":\"one\"}", "\"labels\":{\"app\":\"two\"}", StringComparison.Ordinal));

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Contains("spec.template.metadata.labels", answer.CauseFields);
        Assert.Contains("`selector` does not match template `labels`", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Service_without_ports_is_Invalid()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(space.Services, Sample.Service("one", """ "selector":{"app":"x"} """));

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Equal(["spec.ports"], answer.CauseFields);
    }

    [Fact]
    public async Task Two_unnamed_ports_of_a_Service_are_Invalid()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(space.Services, Sample.Service("one", """ "ports":[{"port":1},{"port":2}] """));

        Assert.Equal(["spec.ports[0].name", "spec.ports[1].name"], answer.CauseFields);
    }

    [Fact]
    public async Task A_container_without_an_image_is_Invalid()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(space.Deployments, Sample.Deployment("one").Replace(",\"image\":\"registry.test/main:1\"", "", StringComparison.Ordinal));

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Equal(["spec.template.spec.containers[0].image"], answer.CauseFields);
    }

    [Fact]
    public async Task An_unknown_selector_operator_is_Invalid()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(space.NetworkPolicies, """{"metadata":{"name":"one"},"spec":{"podSelector":{"matchExpressions":[{"key":"a","operator":"Near"}]}}}""");

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Equal(["spec.podSelector.matchExpressions[0].operator"], answer.CauseFields);
    }
}
