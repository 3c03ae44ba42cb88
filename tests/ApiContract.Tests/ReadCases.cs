namespace NetpolOrleans.ApiContract.Tests;

public sealed class ReadCases(ContractCluster cluster)
{
    private readonly Api api = cluster.Api;

    [Fact]
    public async Task An_absent_object_is_NotFound_in_the_servers_words()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.GetAsync(space.Deployments + "/none");

        Assert.Equal((404, "NotFound"), (answer.Code, answer.Reason));
        Assert.Equal("deployments.apps \"none\" not found", answer.Message);
        Assert.Equal("Failure", answer.TextAt("status"));
        Assert.Equal("none", answer.TextAt("details.name"));
    }

    [Fact]
    public async Task A_list_names_its_kind_and_version_and_is_ordered_by_name()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        foreach (var name in (string[])["bravo", "alpha", "charlie"]) await space.DeploymentAsync(name);

        var list = await api.GetAsync(space.Deployments);

        Assert.Equal("DeploymentList", list.TextAt("kind"));
        Assert.Equal("apps/v1", list.TextAt("apiVersion"));
        Assert.Equal(["alpha", "bravo", "charlie"], list.ItemNames);
        Assert.NotEmpty(list.ResourceVersion);
    }

    [Fact]
    public async Task Pages_show_one_version_whatever_happens_between_them()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        foreach (var name in (string[])["a", "b", "c", "d"]) await space.DeploymentAsync(name);

        var first = await api.GetAsync(space.Deployments + "?limit=2");
        await api.DeleteAsync(space.Deployments + "/d");
        await space.DeploymentAsync("e");
        var second = await api.GetAsync($"{space.Deployments}?limit=2&continue={first.TextAt("metadata.continue")}");

        Assert.Equal(["a", "b"], first.ItemNames);
        Assert.Equal("2", first.TextAt("metadata.remainingItemCount"));
        Assert.Equal(["c", "d"], second.ItemNames);
        Assert.Equal(first.ResourceVersion, second.ResourceVersion);
        Assert.True(string.IsNullOrEmpty(second.TextAt("metadata.continue")));
    }

    [Fact]
    public async Task A_garbled_continue_token_is_a_BadRequest()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.GetAsync(space.ConfigMaps + "?limit=1&continue=nonsense");

        Assert.Equal((400, "BadRequest"), (answer.Code, answer.Reason));
    }

    [Theory]
    [InlineData("app=a", "one")]
    [InlineData("app!=a", "two,three")]
    [InlineData("app in (a,b)", "one,two")]
    [InlineData("app notin (a)", "two,three")]
    [InlineData("tier", "two")]
    [InlineData("!tier", "one,three")]
    [InlineData("app,!tier", "one")]
    public async Task Label_selectors_select(string selector, string names)
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync(space.Services, """{"metadata":{"name":"one","labels":{"app":"a"}},"spec":{"clusterIP":"None"}}""");
        await api.PostAsync(space.Services, """{"metadata":{"name":"two","labels":{"app":"b","tier":"x"}},"spec":{"clusterIP":"None"}}""");
        await api.PostAsync(space.Services, """{"metadata":{"name":"three"},"spec":{"clusterIP":"None"}}""");

        var list = await api.GetAsync($"{space.Services}?labelSelector={Uri.EscapeDataString(selector)}");

        Assert.Equal(names.Split(',').Order(), list.ItemNames.Order());
    }

    [Fact]
    public async Task A_broken_label_selector_is_a_BadRequest()
    {
        var answer = await api.GetAsync("/api/v1/pods?labelSelector=" + Uri.EscapeDataString("a in b"));

        Assert.Equal((400, "BadRequest"), (answer.Code, answer.Reason));
    }

    [Fact]
    public async Task Field_selectors_select_by_name()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.ConfigMapAsync("one");
        await space.ConfigMapAsync("two");

        var list = await api.GetAsync(space.ConfigMaps + "?fieldSelector=metadata.name%3Dtwo");

        Assert.Equal(["two"], list.ItemNames);
    }

    [Fact]
    public async Task An_unknown_field_selector_is_a_BadRequest()
    {
        var answer = await api.GetAsync("/api/v1/pods?fieldSelector=spec.nonsense%3D1");

        Assert.Equal((400, "BadRequest"), (answer.Code, answer.Reason));
        Assert.Contains("field label not supported: spec.nonsense", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_older_than_wanted_is_not_given()
    {
        var answer = await api.GetAsync("/api/v1/configmaps?resourceVersion=999999999999&resourceVersionMatch=NotOlderThan");

        Assert.Equal((504, "Timeout"), (answer.Code, answer.Reason));
        Assert.Contains("Too large resource version", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exact_version_shows_the_past()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.DeploymentAsync("one");
        var then = (await api.GetAsync(space.Deployments)).ResourceVersion;
        await space.DeploymentAsync("two");

        var past = await api.GetAsync($"{space.Deployments}?resourceVersion={then}&resourceVersionMatch=Exact&limit=10");

        Assert.Equal(["one"], past.ItemNames);
        Assert.Equal(then, past.ResourceVersion);
    }

    [Fact]
    public async Task An_object_can_be_read_as_metadata_only()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.DeploymentAsync("one");

        var one = await api.GetAsync(space.Deployments + "/one", "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");
        var list = await api.GetAsync(space.Deployments, "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");

        Assert.Equal("PartialObjectMetadata", one.TextAt("kind"));
        Assert.Equal("meta.k8s.io/v1", one.TextAt("apiVersion"));
        Assert.Null(one.At("spec"));
        Assert.Equal("PartialObjectMetadataList", list.TextAt("kind"));
        Assert.Equal(["one"], list.ItemNames);
        Assert.Null(list.Items[0]["spec"]);
    }

    [Theory]
    [InlineData("/apis/apps/v1/nonsense")]
    [InlineData("/apis/apps/v9/nonsense")]
    [InlineData("/api/v1/namespaces/default/pods/x/nonsense")]
    public async Task An_unknown_resource_of_a_known_group_is_NotFound(string path)
    {
        var answer = await api.GetAsync(path);

        Assert.Equal((404, "NotFound"), (answer.Code, answer.Reason));
        Assert.Equal("the server could not find the requested resource", answer.Message);
    }

    [Theory]
    [InlineData("/apis/nogroup/v1/nonsense")]
    [InlineData("/nonsense")]
    public async Task An_unknown_group_or_path_is_a_plain_404(string path)
    {
        var answer = await api.GetAsync(path);

        Assert.Equal((404, "404 page not found\n"), (answer.Code, answer.Text));
    }

    [Fact]
    public async Task The_items_of_a_list_leave_out_their_kind()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.DeploymentAsync("one");

        var item = (await api.GetAsync(space.Deployments)).Items[0];

        Assert.Null(item["kind"]);
        Assert.Null(item["apiVersion"]);
    }

    [Fact]
    public async Task A_limit_that_is_no_number_is_a_BadRequest()
    {
        var answer = await api.GetAsync("/api/v1/configmaps?limit=abc");

        Assert.Equal((400, "strconv.ParseInt: parsing \"abc\": invalid syntax"), (answer.Code, answer.Message));
    }
}
