using System.Text.Json.Nodes;

namespace NetpolOrleans.ApiContract.Tests;

public sealed class UpdateCases(ContractCluster cluster)
{
    private readonly Api api = cluster.Api;

    [Fact]
    public async Task An_update_raises_the_version()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var created = await space.ConfigMapAsync("one", data: """{"a":"1"}""");
        created.Body["data"]!["a"] = "2";

        var updated = await api.PutAsync(space.ConfigMaps + "/one", created.Body.ToJsonString());

        Assert.Equal(200, updated.Code);
        Assert.True(long.Parse(updated.ResourceVersion, null) > long.Parse(created.ResourceVersion, null));
        Assert.Equal(created.Uid, updated.Uid);
    }

    [Fact]
    public async Task An_update_from_an_old_version_is_a_Conflict()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var created = await space.DeploymentAsync("one");
        await api.MergeAsync(space.Deployments + "/one", """{"metadata":{"labels":{"moved":"on"}}}""");
        created.Body["metadata"]!["labels"] = new JsonObject { ["mine"] = "late" };

        var late = await api.PutAsync(space.Deployments + "/one", created.Body.ToJsonString());

        Assert.Equal((409, "Conflict"), (late.Code, late.Reason));
        Assert.Equal("Operation cannot be fulfilled on deployments.apps \"one\": the object has been modified; please apply your changes to the latest version and try again", late.Message);
    }

    [Fact]
    public async Task An_update_with_another_uid_is_a_Conflict()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var created = await space.ConfigMapAsync("one");
        created.Body["metadata"]!["uid"] = Guid.Empty.ToString();
        ((JsonObject)created.Body["metadata"]!).Remove("resourceVersion");

        var answer = await api.PutAsync(space.ConfigMaps + "/one", created.Body.ToJsonString());

        Assert.Equal((409, "Conflict"), (answer.Code, answer.Reason));
        Assert.Contains("UID in precondition: 00000000-0000-0000-0000-000000000000", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_that_changes_nothing_keeps_the_version()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var created = await space.ConfigMapAsync("one", data: """{"a":"1"}""");

        var same = await api.PutAsync(space.ConfigMaps + "/one", created.Body.ToJsonString());

        Assert.Equal(200, same.Code);
        Assert.Equal(created.ResourceVersion, same.ResourceVersion);
    }

    [Fact]
    public async Task An_update_of_an_absent_object_is_NotFound()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PutAsync(space.NetworkPolicies + "/none", Sample.Policy("none", ""));

        Assert.Equal((404, "NotFound"), (answer.Code, answer.Reason));
    }

    [Fact]
    public async Task An_update_under_another_name_is_a_BadRequest()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.ConfigMapAsync("one");

        var answer = await api.PutAsync(space.ConfigMaps + "/one", """{"metadata":{"name":"two"}}""");

        Assert.Equal(400, answer.Code);
        Assert.Contains("the name of the object (two) does not match the name on the URL (one)", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_generation_counts_changes_of_the_spec_only()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var created = await api.PostAsync(space.NetworkPolicies, Sample.Policy("one", ""));

        var labelled = await api.MergeAsync(space.NetworkPolicies + "/one", """{"metadata":{"labels":{"a":"b"}}}""");
        var changed = await api.MergeAsync(space.NetworkPolicies + "/one", """{"spec":{"policyTypes":["Ingress","Egress"]}}""");

        Assert.Equal((1, 1, 2), (created.Generation, labelled.Generation, changed.Generation));
    }

    [Fact]
    public async Task The_status_subresource_changes_the_status_only()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var created = await api.PostAsync(space.Deployments, Sample.Deployment("one", ""","paused":true"""));
        var url = space.Deployments + "/one";

        var main = await api.MergeAsync(url, """{"status":{"replicas":7}}""");
        var status = await api.MergeAsync(url + "/status", """{"spec":{"paused":false},"status":{"collisionCount":7}}""");

        Assert.Equal(201, created.Code);
        Assert.NotEqual("7", main.TextAt("status.replicas"));
        Assert.Equal("true", status.TextAt("spec.paused"));
        Assert.Equal("7", status.TextAt("status.collisionCount"));
    }

    [Fact]
    public async Task A_Deployments_selector_is_immutable()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.DeploymentAsync("one");

        var answer = await api.MergeAsync(space.Deployments + "/one",
            """{"spec":{"selector":{"matchLabels":{"app":"other"}},"template":{"metadata":{"labels":{"app":"other"}}}}}""");

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Contains("spec.selector", answer.CauseFields);
        Assert.Contains("field is immutable", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scale_subresource_reads_and_writes_replicas()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync(space.Deployments, Sample.Deployment("one", ""","paused":true"""));
        var url = space.Deployments + "/one/scale";

        var before = await api.GetAsync(url);
        var after = await api.MergeAsync(url, """{"spec":{"replicas":0}}""");

        Assert.Equal("Scale", before.TextAt("kind"));
        Assert.Equal("autoscaling/v1", before.TextAt("apiVersion"));
        Assert.Equal("app=one", before.TextAt("status.selector"));
        Assert.Equal(200, after.Code);
    }
}
