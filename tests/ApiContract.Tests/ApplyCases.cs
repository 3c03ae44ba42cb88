
namespace NetpolOrleans.ApiContract.Tests;

public sealed class ApplyCases(ContractCluster cluster)
{
    private readonly Api api = cluster.Api;

    [Fact]
    public async Task An_apply_creates_what_is_absent_and_owns_what_it_names()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var created = await ApplyAsync(space, "one", """ "data":{"a":"1"} """, "alice");

        Assert.Equal(201, created.Code);
        Assert.Equal(["alice Apply {\"f:data\":{\"f:a\":{}}}"], Managers(created));
    }

    [Fact]
    public async Task An_apply_that_changes_nothing_keeps_the_version()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var created = await ApplyAsync(space, "one", """ "data":{"a":"1"} """, "alice");

        var again = await ApplyAsync(space, "one", """ "data":{"a":"1"} """, "alice");

        Assert.Equal((200, created.ResourceVersion), (again.Code, again.ResourceVersion));
    }

    [Fact]
    public async Task An_apply_removes_what_its_manager_no_longer_names()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await ApplyAsync(space, "one", """ "data":{"a":"1","b":"2"} """, "alice");
        await api.MergeAsync(space.ConfigMaps + "/one?fieldManager=bob", """{"data":{"c":"3"}}""");

        var applied = await ApplyAsync(space, "one", """ "data":{"b":"2"} """, "alice");

        Assert.Equal("""{"b":"2","c":"3"}""", applied.At("data")!.ToJsonString());
    }

    [Fact]
    public async Task Two_appliers_of_the_same_value_share_it()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await ApplyAsync(space, "one", """ "data":{"a":"1"} """, "alice");

        var shared = await ApplyAsync(space, "one", """ "data":{"a":"1"} """, "bob");
        var left = await ApplyAsync(space, "one", """ "data":{} """, "alice");

        Assert.Equal(200, shared.Code);
        Assert.Equal("1", left.TextAt("data.a"));
    }

    [Fact]
    public async Task Another_value_for_another_appliers_field_is_a_conflict_that_names_the_field()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await ApplyAsync(space, "one", """ "data":{"a":"1"} """, "alice");

        var refused = await ApplyAsync(space, "one", """ "data":{"a":"2"} """, "bob");

        Assert.Equal((409, "Conflict"), (refused.Code, refused.Reason));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"alice\": .data.a", refused.Message);
        Assert.Equal("""[{"reason":"FieldManagerConflict","message":"conflict with \u0022alice\u0022","field":".data.a"}]""", refused.At("details.causes")!.ToJsonString());
    }

    [Fact]
    public async Task Several_conflicts_are_listed_by_manager()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await ApplyAsync(space, "one", """ "data":{"a":"1","b":"2"} """, "alice");

        var refused = await ApplyAsync(space, "one", """ "data":{"a":"3","b":"4"} """, "bob");

        Assert.Equal("Apply failed with 2 conflicts: conflicts with \"alice\":\n- .data.a\n- .data.b", refused.Message);
    }

    [Fact]
    public async Task A_field_that_an_update_set_conflicts_with_its_version()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await ApplyAsync(space, "one", """ "data":{"a":"1"} """, "alice");
        await api.MergeAsync(space.ConfigMaps + "/one?fieldManager=bob", """{"data":{"a":"2"}}""");

        var refused = await ApplyAsync(space, "one", """ "data":{"a":"3"} """, "alice");

        Assert.Equal("Apply failed with 1 conflict: conflict with \"bob\" using v1: .data.a", refused.Message);
    }

    [Fact]
    public async Task A_forced_apply_takes_the_field_over()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await ApplyAsync(space, "one", """ "data":{"a":"1","b":"1"} """, "alice");

        var forced = await ApplyAsync(space, "one", """ "data":{"a":"2"} """, "bob", "&force=true");

        Assert.Equal("2", forced.TextAt("data.a"));
        Assert.Equal(["alice Apply {\"f:data\":{\"f:b\":{}}}", "bob Apply {\"f:data\":{\"f:a\":{}}}"], Managers(forced).Order());
    }

    [Fact]
    public async Task An_update_takes_the_fields_that_it_changes()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await ApplyAsync(space, "one", """ "data":{"a":"1","b":"1"} """, "alice");

        var updated = await api.MergeAsync(space.ConfigMaps + "/one?fieldManager=bob", """{"data":{"a":"2"}}""");

        Assert.Equal(["alice Apply {\"f:data\":{\"f:b\":{}}}", "bob Update {\"f:data\":{\"f:a\":{}}}"], Managers(updated).Order());
    }

    [Fact]
    public async Task A_containers_fields_are_owned_by_its_name_and_its_ports_by_number_and_protocol()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var created = await SendAsync(space.Deployments + "/one?fieldManager=alice", Sample.Deployment("one", container: ""","ports":[{"containerPort":80}]"""));

        var fields = created.At("metadata.managedFields.0.fieldsV1.f:spec.f:template.f:spec.f:containers")!.ToJsonString();
        Assert.Equal(
            """{"k:{\u0022name\u0022:\u0022main\u0022}":{".":{},"f:image":{},"f:name":{},"f:ports":{"k:{\u0022containerPort\u0022:80,\u0022protocol\u0022:\u0022TCP\u0022}":{".":{},"f:containerPort":{}}}}}""", fields);
    }

    [Fact]
    public async Task An_applier_adds_a_container_beside_anothers()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await SendAsync(space.Deployments + "/one?fieldManager=alice", Sample.Deployment("one"));

        var both = await SendAsync(space.Deployments + "/one?fieldManager=bob",
            """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"one"},"spec":{"template":{"spec":{"containers":[{"name":"side","image":"registry.test/side:1"}]}}}}""");
        var one = await SendAsync(space.Deployments + "/one?fieldManager=bob",
            """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"one"},"spec":{"template":{"spec":{}}}}""");

        Assert.Equal(["main", "side"], Names(both));
        Assert.Equal(["main"], Names(one));
    }

    [Fact]
    public async Task An_atomic_list_belongs_to_one_applier_as_a_whole()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await SendAsync(space.NetworkPolicies + "/one?fieldManager=alice", Sample.Policy("one", ""","ingress":[{"ports":[{"port":1}]}]"""));

        var refused = await SendAsync(space.NetworkPolicies + "/one?fieldManager=bob", Sample.Policy("one", ""","ingress":[{"ports":[{"port":2}]}]"""));

        Assert.Equal("Apply failed with 1 conflict: conflict with \"alice\": .spec.ingress", refused.Message);
    }

    [Fact]
    public async Task An_apply_needs_a_manager()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await SendAsync(space.ConfigMaps + "/one", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"one"}}""");

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Equal("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch", answer.Message);
    }

    [Fact]
    public async Task An_apply_must_say_its_type()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await SendAsync(space.ConfigMaps + "/one?fieldManager=alice", """{"metadata":{"name":"one"}}""");

        Assert.Equal((400, "invalid object type: /, Kind="), (answer.Code, answer.Message));
    }

    [Theory]
    [InlineData("\"replicaz\":1", ".spec.replicaz: field not declared in schema")]
    [InlineData("\"replicas\":\"x\"", ".spec.replicas: expected numeric (int or float), got string")]
    public async Task An_apply_of_a_field_that_the_kind_lacks_is_refused(string field, string problem)
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await SendAsync(space.Deployments + "/one?fieldManager=alice", $$$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"one"},"spec":{{{{field}}}}}""");

        Assert.Equal((500, $"failed to create typed patch object (/one; apps/v1, Kind=Deployment): {problem}"), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task An_apply_may_be_written_in_YAML()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await SendAsync(space.ConfigMaps + "/one?fieldManager=alice", """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: one
            data:
              text: |
                two
                lines
              number: "7"
            """);

        Assert.Equal((201, "two\nlines\n", "7"), (answer.Code, answer.TextAt("data.text"), answer.TextAt("data.number")));
    }

    [Fact]
    public async Task A_dry_apply_changes_nothing()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await ApplyAsync(space, "one", """ "data":{"a":"1"} """, "alice", "&dryRun=All");

        Assert.Equal(201, answer.Code);
        Assert.Equal(404, (await api.GetAsync(space.ConfigMaps + "/one")).Code);
    }

    [Fact]
    public async Task The_fields_of_the_status_belong_to_its_door()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync(space.Deployments + "?fieldManager=alice", Sample.Deployment("one", ""","paused":true"""));

        var answer = await api.MergeAsync(space.Deployments + "/one/status?fieldManager=bob", """{"status":{"collisionCount":7}}""");

        var entry = answer.At("metadata.managedFields")!.AsArray().Single(each => each!["manager"]!.ToString() == "bob")!;
        Assert.Equal(("status", """{"f:status":{"f:collisionCount":{}}}"""), (entry["subresource"]!.ToString(), entry["fieldsV1"]!.ToJsonString()));
    }

    [Fact]
    public async Task A_manager_without_a_name_is_called_by_its_user_agent()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await space.ConfigMapAsync("one", data: """{"a":"1"}""");

        Assert.Equal(["unknown Update {\"f:data\":{\".\":{},\"f:a\":{}}}"], Managers(answer));
    }

    [Fact]
    public async Task Whoever_empties_managedFields_gives_them_up()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await ApplyAsync(space, "one", """ "data":{"a":"1"} """, "alice");

        var answer = await api.MergeAsync(space.ConfigMaps + "/one", """{"metadata":{"managedFields":[{}]}}""");

        Assert.Null(answer.At("metadata.managedFields"));
    }

    private Task<Answer> ApplyAsync(TestNamespace space, string name, string members, string manager, string options = "") =>
        SendAsync($"{space.ConfigMaps}/{name}?fieldManager={manager}{options}", $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{name}}}"},{{{members}}}}""");

    private Task<Answer> SendAsync(string path, string body) => api.SendAsync(HttpMethod.Patch, path, body, "application/apply-patch+yaml");

    private static IEnumerable<string> Managers(Answer answer) => answer.At("metadata.managedFields")!.AsArray()
        .Select(entry => $"{entry!["manager"]} {entry["operation"]} {entry["fieldsV1"]!.ToJsonString()}");

    private static IEnumerable<string> Names(Answer deployment) => deployment.At("spec.template.spec.containers")!.AsArray().Select(container => (string)container!["name"]!);
}
