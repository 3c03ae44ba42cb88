namespace NetpolOrleans.ApiContract.Tests;

public sealed class DeleteCases(ContractCluster cluster)
{
    private readonly Api api = cluster.Api;

    [Fact]
    public async Task A_delete_answers_with_a_Status_that_names_the_uid()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var created = await api.PostAsync(space.NetworkPolicies, Sample.Policy("one", ""));

        var deleted = await api.DeleteAsync(space.NetworkPolicies + "/one");

        Assert.Equal(200, deleted.Code);
        Assert.Equal(("Status", "Success"), (deleted.TextAt("kind"), deleted.TextAt("status")));
        Assert.Equal(created.Uid, deleted.TextAt("details.uid"));
        Assert.Equal("networkpolicies", deleted.TextAt("details.kind"));
        Assert.Equal(404, (await api.GetAsync(space.NetworkPolicies + "/one")).Code);
    }

    [Fact]
    public async Task A_delete_with_another_uid_is_a_Conflict()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync(space.NetworkPolicies, Sample.Policy("one", ""));

        var answer = await api.DeleteAsync(space.NetworkPolicies + "/one", $$$"""{"preconditions":{"uid":"{{{Guid.Empty}}}"}}""");

        Assert.Equal((409, "Conflict"), (answer.Code, answer.Reason));
        Assert.Equal(200, (await api.GetAsync(space.NetworkPolicies + "/one")).Code);
    }

    [Fact]
    public async Task A_delete_with_an_old_version_is_a_Conflict()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var created = await api.PostAsync(space.NetworkPolicies, Sample.Policy("one", ""));
        await api.MergeAsync(space.NetworkPolicies + "/one", """{"metadata":{"labels":{"a":"b"}}}""");

        var answer = await api.DeleteAsync(space.NetworkPolicies + "/one", $$$"""{"preconditions":{"uid":"{{{created.Uid}}}","resourceVersion":"{{{created.ResourceVersion}}}"}}""");

        Assert.Equal((409, "Conflict"), (answer.Code, answer.Reason));
    }

    [Fact]
    public async Task A_delete_of_an_absent_object_is_NotFound()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.DeleteAsync(space.ConfigMaps + "/none");

        Assert.Equal((404, "NotFound"), (answer.Code, answer.Reason));
    }

    [Fact]
    public async Task A_finalizer_holds_an_object_until_it_is_removed()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.ConfigMapAsync("one", ""","finalizers":["contract.test/hold"]""");

        var marked = await api.DeleteAsync(space.ConfigMaps + "/one");
        var released = await api.MergeAsync(space.ConfigMaps + "/one", """{"metadata":{"finalizers":null}}""");
        var after = await api.GetAsync(space.ConfigMaps + "/one");

        Assert.Equal(200, marked.Code);
        Assert.NotNull(marked.At("metadata.deletionTimestamp"));
        Assert.Equal(200, released.Code);
        Assert.Equal(404, after.Code);
    }

    [Fact]
    public async Task A_collection_is_deleted_by_label()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.ConfigMapAsync("one", ""","labels":{"go":"yes"}""");
        await space.ConfigMapAsync("two", ""","labels":{"go":"yes"}""");
        await space.ConfigMapAsync("three");

        var answer = await api.DeleteAsync(space.ConfigMaps + "?labelSelector=go%3Dyes");
        var left = await api.GetAsync(space.ConfigMaps);

        Assert.Equal(200, answer.Code);
        Assert.Equal(["three"], left.ItemNames.Intersect(["one", "two", "three"])); // a cluster's controllers may put others there
    }

    [Fact]
    public async Task A_dependent_goes_with_its_owner()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var owner = await space.ConfigMapAsync("owner");
        await space.ConfigMapAsync("dependent", OwnedBy("owner", owner.Uid));

        await api.DeleteAsync(space.ConfigMaps + "/owner", """{"propagationPolicy":"Background"}""");

        await api.UntilAsync(space.ConfigMaps + "/dependent", answer => answer.Code == 404);
    }

    [Fact]
    public async Task A_dependent_of_an_absent_owner_goes_at_once()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        await space.ConfigMapAsync("dependent", OwnedBy("ghost", Guid.NewGuid().ToString()));

        await api.UntilAsync(space.ConfigMaps + "/dependent", answer => answer.Code == 404);
    }

    [Fact]
    public async Task An_orphan_stays_without_its_owner()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var owner = await space.ConfigMapAsync("owner");
        await space.ConfigMapAsync("dependent", OwnedBy("owner", owner.Uid));

        await api.DeleteAsync(space.ConfigMaps + "/owner", """{"propagationPolicy":"Orphan"}""");
        await api.UntilAsync(space.ConfigMaps + "/owner", answer => answer.Code == 404);
        var left = await api.GetAsync(space.ConfigMaps + "/dependent");

        Assert.Equal(200, left.Code);
        Assert.Null(left.At("metadata.ownerReferences"));
    }

    [Fact]
    public async Task A_namespace_is_emptied_and_refuses_new_content_meanwhile()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.ConfigMapAsync("held", ""","finalizers":["contract.test/hold"]""");

        var deleted = await api.DeleteAsync($"/api/v1/namespaces/{space.Name}");
        var refused = await space.ConfigMapAsync("late");
        await api.MergeAsync(space.ConfigMaps + "/held", """{"metadata":{"finalizers":null}}""");
        await api.UntilAsync($"/api/v1/namespaces/{space.Name}", answer => answer.Code == 404);

        Assert.Equal("Terminating", deleted.TextAt("status.phase"));
        Assert.Equal((403, "Forbidden"), (refused.Code, refused.Reason));
        Assert.Equal($"configmaps \"late\" is forbidden: unable to create new content in namespace {space.Name} because it is being terminated", refused.Message);
        Assert.Equal("NamespaceTerminating", refused.TextAt("details.causes.0.reason"));
    }

    private static string OwnedBy(string name, string uid) =>
        $$""","ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"{{name}}","uid":"{{uid}}"}]""";
}
