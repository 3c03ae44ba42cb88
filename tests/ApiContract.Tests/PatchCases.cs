namespace NetpolOrleans.ApiContract.Tests;

public sealed class PatchCases(ContractCluster cluster)
{
    private const string Ports = ""","ports":[{"containerPort":80,"name":"web"}],"env":[{"name":"A","value":"1"},{"name":"B","value":"2"}]""";
    private readonly Api api = cluster.Api;

    [Fact]
    public async Task A_merge_patch_sets_and_removes()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.ConfigMapAsync("one", data: """{"a":"1","b":"2"}""");

        var patched = await api.MergeAsync(space.ConfigMaps + "/one", """{"data":{"a":null,"c":"3"}}""");

        Assert.Equal("""{"b":"2","c":"3"}""", patched.At("data")!.ToJsonString());
    }

    [Fact]
    public async Task A_patch_with_an_old_version_is_a_Conflict()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var created = await space.ConfigMapAsync("one", data: """{"a":"1"}""");
        await api.MergeAsync(space.ConfigMaps + "/one", """{"data":{"a":"2"}}""");

        var late = await api.MergeAsync(space.ConfigMaps + "/one", $$$"""{"metadata":{"resourceVersion":"{{{created.ResourceVersion}}}"},"data":{"a":"3"}}""");

        Assert.Equal((409, "Conflict"), (late.Code, late.Reason));
    }

    [Fact]
    public async Task A_json_patch_tests_replaces_and_removes()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.ConfigMapAsync("one", data: """{"a":"1","b":"2"}""");

        var patched = await api.JsonPatchAsync(space.ConfigMaps + "/one",
            """[{"op":"test","path":"/data/a","value":"1"},{"op":"replace","path":"/data/a","value":"9"},{"op":"remove","path":"/data/b"}]""");

        Assert.Equal("""{"a":"9"}""", patched.At("data")!.ToJsonString());
    }

    [Fact]
    public async Task A_json_patch_whose_test_fails_changes_nothing()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.ConfigMapAsync("one", data: """{"a":"1"}""");

        var answer = await api.JsonPatchAsync(space.ConfigMaps + "/one", """[{"op":"test","path":"/data/a","value":"x"},{"op":"remove","path":"/data/a"}]""");

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Equal("1", (await api.GetAsync(space.ConfigMaps + "/one")).TextAt("data.a"));
    }

    [Fact]
    public async Task An_unknown_patch_type_is_UnsupportedMediaType()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.ConfigMapAsync("one");

        var answer = await api.SendAsync(HttpMethod.Patch, space.ConfigMaps + "/one", "{}", "application/json");

        Assert.Equal((415, "UnsupportedMediaType"), (answer.Code, answer.Reason));
        Assert.Equal("415: Unsupported Media Type", answer.Message);
    }

    [Fact]
    public async Task A_strategic_patch_merges_containers_and_environment_by_name()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.DeploymentAsync("one", container: Ports);

        var patched = await api.StrategicAsync(space.Deployments + "/one",
            """{"spec":{"template":{"spec":{"containers":[{"name":"main","env":[{"name":"B","value":"9"},{"name":"C","value":"3"}]}]}}}}""");

        Assert.Equal("registry.test/main:1", patched.TextAt("spec.template.spec.containers.0.image"));
        Assert.Equal("""[{"name":"A","value":"1"},{"name":"B","value":"9"},{"name":"C","value":"3"}]""",
            patched.At("spec.template.spec.containers.0.env")!.ToJsonString());
    }

    [Fact]
    public async Task A_strategic_patch_deletes_an_item_by_directive()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.DeploymentAsync("one", container: Ports);

        var patched = await api.StrategicAsync(space.Deployments + "/one",
            """{"spec":{"template":{"spec":{"$setElementOrder/containers":[{"name":"main"}],"containers":[{"name":"main","$setElementOrder/env":[{"name":"B"}],"env":[{"name":"A","$patch":"delete"}]}]}}}}""");

        Assert.Equal("""[{"name":"B","value":"2"}]""", patched.At("spec.template.spec.containers.0.env")!.ToJsonString());
    }

    [Fact]
    public async Task A_strategic_patch_replaces_a_list_by_directive()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.DeploymentAsync("one", container: Ports);

        var patched = await api.StrategicAsync(space.Deployments + "/one",
            """{"spec":{"template":{"spec":{"containers":[{"$patch":"replace"},{"name":"other","image":"registry.test/other:1"}]}}}}""");

        Assert.Equal("other", patched.TextAt("spec.template.spec.containers.0.name"));
        Assert.Single(patched.At("spec.template.spec.containers")!.AsArray());
    }

    [Fact]
    public async Task A_strategic_patch_retains_only_the_named_keys()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.DeploymentAsync("one");

        var patched = await api.StrategicAsync(space.Deployments + "/one", """{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}""");

        Assert.Equal("""{"type":"Recreate"}""", patched.At("spec.strategy")!.ToJsonString());
    }

    [Fact]
    public async Task A_strategic_patch_puts_a_new_container_first()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.DeploymentAsync("one");

        var patched = await api.StrategicAsync(space.Deployments + "/one",
            """{"spec":{"template":{"spec":{"containers":[{"name":"side","image":"registry.test/side:1"}]}}}}""");

        Assert.Equal("side", patched.TextAt("spec.template.spec.containers.0.name"));
        Assert.Equal("main", patched.TextAt("spec.template.spec.containers.1.name"));
    }

    [Fact]
    public async Task A_strategic_patch_removes_plain_values_from_a_set()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.ConfigMapAsync("one", ""","finalizers":["contract.test/a","contract.test/b"]""");

        var patched = await api.StrategicAsync(space.ConfigMaps + "/one", """{"metadata":{"$deleteFromPrimitiveList/finalizers":["contract.test/a"]}}""");
        await api.MergeAsync(space.ConfigMaps + "/one", """{"metadata":{"finalizers":null}}""");

        Assert.Equal("""["contract.test/b"]""", patched.At("metadata.finalizers")!.ToJsonString());
    }

    [Fact]
    public async Task A_strategic_patch_replaces_a_NetworkPolicys_rules_as_a_whole()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync(space.NetworkPolicies, Sample.Policy("one", ""","ingress":[{"ports":[{"port":1}]},{"ports":[{"port":2}]}]"""));

        var patched = await api.StrategicAsync(space.NetworkPolicies + "/one", """{"spec":{"ingress":[{"ports":[{"port":3}]}]}}""");

        Assert.Equal("3", Assert.Single(patched.At("spec.ingress")!.AsArray())!["ports"]![0]!["port"]!.ToString());
    }
}
