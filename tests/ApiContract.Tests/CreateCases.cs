namespace NetpolOrleans.ApiContract.Tests;

public sealed class CreateCases(ContractCluster cluster)
{
    private readonly Api api = cluster.Api;

    [Fact]
    public async Task A_created_object_has_identity_and_a_version()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var created = await space.ConfigMapAsync("one", data: """{"a":"b"}""");

        Assert.Equal(201, created.Code);
        Assert.Equal("ConfigMap", created.TextAt("kind"));
        Assert.Equal(space.Name, created.TextAt("metadata.namespace"));
        Assert.True(Guid.TryParse(created.Uid, out _));
        Assert.Matches(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z", created.TextAt("metadata.creationTimestamp"));
        Assert.True(long.Parse(created.ResourceVersion, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Equal("b", created.TextAt("data.a"));
    }

    [Fact]
    public async Task A_generateName_gets_a_suffix_of_five()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var created = await api.PostAsync(space.ConfigMaps, """{"metadata":{"generateName":"pre-"}}""");

        Assert.Equal(201, created.Code);
        Assert.Matches(@"\Apre-[a-z0-9]{5}\z", created.Name);
        Assert.Equal("pre-", created.TextAt("metadata.generateName"));
    }

    [Fact]
    public async Task A_second_create_of_a_name_is_refused_as_AlreadyExists()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.DeploymentAsync("twice");

        var second = await space.DeploymentAsync("twice");

        Assert.Equal((409, "AlreadyExists"), (second.Code, second.Reason));
        Assert.Equal("deployments.apps \"twice\" already exists", second.Message);
        Assert.Equal("deployments", second.TextAt("details.kind"));
        Assert.Equal("apps", second.TextAt("details.group"));
    }

    [Fact]
    public async Task A_create_in_an_absent_namespace_is_NotFound()
    {
        var answer = await api.PostAsync("/api/v1/namespaces/no-such-space/configmaps", """{"metadata":{"name":"one"}}""");

        Assert.Equal((404, "NotFound"), (answer.Code, answer.Reason));
        Assert.Equal("namespaces \"no-such-space\" not found", answer.Message);
    }

    [Fact]
    public async Task A_body_of_another_namespace_is_a_BadRequest()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await space.ConfigMapAsync("one", ""","namespace":"elsewhere" """);

        Assert.Equal((400, "BadRequest"), (answer.Code, answer.Reason));
        Assert.Equal("the namespace of the provided object does not match the namespace sent on the request", answer.Message);
    }

    [Fact]
    public async Task A_resourceVersion_on_a_create_is_refused()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await space.ConfigMapAsync("one", ""","resourceVersion":"5" """);

        Assert.Equal((500, "resourceVersion should not be set on objects to be created"), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_is_a_BadRequest()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(space.ConfigMaps, "{\"metadata\":");

        Assert.Equal((400, "BadRequest"), (answer.Code, answer.Reason));
    }

    [Fact]
    public async Task A_body_of_an_unknown_type_is_UnsupportedMediaType()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.SendAsync(HttpMethod.Post, space.ConfigMaps, "x", "text/plain");

        Assert.Equal((415, "UnsupportedMediaType"), (answer.Code, answer.Reason));
    }

    [Fact]
    public async Task A_dry_run_creates_nothing()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var dry = await api.PostAsync(space.ConfigMaps + "?dryRun=All", """{"metadata":{"name":"dry"}}""");
        var after = await api.GetAsync(space.ConfigMaps + "/dry");

        Assert.Equal(201, dry.Code);
        Assert.Equal(404, after.Code);
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("under_score")]
    [InlineData("-dash")]
    public async Task A_bad_name_is_Invalid(string name)
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await space.ConfigMapAsync(name);

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Equal(["metadata.name"], answer.CauseFields);
        Assert.Contains($"ConfigMap \"{name}\" is invalid: metadata.name: Invalid value: \"{name}\": a lowercase RFC 1123 subdomain", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_label_is_Invalid()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await space.ConfigMapAsync("one", ""","labels":{"app":"not a value"} """);

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Equal(["metadata.labels"], answer.CauseFields);
    }
}
