namespace NetpolOrleans.ApiContract.Tests;

public sealed class FieldCases(ContractCluster cluster)
{
    private const string CannotBeHandled = "Deployment in version \"v1\" cannot be handled as a Deployment: ";
    private readonly Api api = cluster.Api;

    [Theory]
    [InlineData("""{"spec":{"replicas":"3"}}""", "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("""{"spec":{"replicas":3.5}}""", "json: cannot unmarshal number 3.5 into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("""{"spec":{"replicas":{}}}""", "json: cannot unmarshal object into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("""{"spec":[]}""", "json: cannot unmarshal array into Go struct field Deployment.spec of type v1.DeploymentSpec")]
    [InlineData("""{"spec":{"paused":1}}""", "json: cannot unmarshal number into Go struct field DeploymentSpec.spec.paused of type bool")]
    [InlineData("""{"metadata":{"labels":{"a":1}}}""", "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":{}}}}}""", "json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container")]
    [InlineData("""{"spec":{"strategy":{"rollingUpdate":{"maxSurge":true}}}}""", "json: cannot unmarshal bool into Go struct field RollingUpdateDeployment.spec.strategy.rollingUpdate.maxSurge of type int32")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"resources":{"limits":{"cpu":"much"}}}]}}}}""", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("""{"metadata":{"creationTimestamp":"today"}}""", "parsing time \"today\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"today\" as \"2006\"")]
    public async Task A_value_of_another_type_is_refused_and_named(string body, string problem)
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(space.Deployments, body);

        Assert.Equal((400, "BadRequest"), (answer.Code, answer.Reason));
        Assert.Equal(CannotBeHandled + problem, answer.Message);
    }

    [Theory]
    [InlineData(""","bogus":1""", "", "unknown field \"spec.bogus\"")]
    [InlineData(""","paused":true,"paused":false""", "", "duplicate field \"spec.paused\"")]
    [InlineData("", ""","bogus":1""", "unknown field \"spec.template.spec.containers[0].bogus\"")]
    [InlineData(""","one":1,"two":2""", "", "unknown field \"spec.one\", unknown field \"spec.two\"")]
    public async Task Strict_validation_refuses_unknown_and_repeated_fields(string spec, string container, string problems)
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(space.Deployments + "?fieldValidation=Strict", Sample.Deployment("one", spec, container));

        Assert.Equal((400, $"{CannotBeHandled}strict decoding error: {problems}"), (answer.Code, answer.Message));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("?fieldValidation=Warn", 1)]
    [InlineData("?fieldValidation=Ignore", 0)]
    public async Task Otherwise_an_unknown_field_is_dropped_with_a_warning_or_without(string options, int warnings)
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(space.Deployments + options, Sample.Deployment("one", ""","bogus":1"""));

        Assert.Equal((201, warnings), (answer.Code, answer.Warnings.Count));
        Assert.Null(answer.At("spec.bogus"));
        Assert.All(answer.Warnings, warning => Assert.Equal("299 - \"unknown field \\\"spec.bogus\\\"\"", warning));
    }

    [Fact]
    public async Task A_strict_patch_refuses_an_unknown_field()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.DeploymentAsync("one");

        var answer = await api.StrategicAsync(space.Deployments + "/one?fieldValidation=Strict", """{"spec":{"bogus":1}}""");

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Equal(" \"\" is invalid: patch: Invalid value: \"map[spec:map[bogus:1]]\": strict decoding error: unknown field \"spec.bogus\"", answer.Message);
    }

    [Fact]
    public async Task Quantities_take_their_canonical_form()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(space.Deployments, Sample.Deployment("one", container: ""","resources":{"limits":{"cpu":"1000m","memory":"0.5Gi"},"requests":{"cpu":0.25,"memory":"1024Ki"}}"""));

        Assert.Equal("""{"limits":{"cpu":"1","memory":"512Mi"},"requests":{"cpu":"250m","memory":"1Mi"}}""", answer.At("spec.template.spec.containers.0.resources")!.ToJsonString());
    }

    [Fact]
    public async Task Fields_are_written_in_their_types_order_and_maps_by_key()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(space.Services, """{"spec":{"selector":{"b":"1","a":"2"},"ports":[{"targetPort":"web","port":80,"name":"http"}]},"metadata":{"name":"one"}}""");

        Assert.Equal("""[{"name":"http","protocol":"TCP","port":80,"targetPort":"web"}]""", answer.At("spec.ports")!.ToJsonString());
        Assert.Equal("""{"a":"2","b":"1"}""", answer.At("spec.selector")!.ToJsonString());
    }

    [Fact]
    public async Task Empty_fields_are_left_out_and_empty_structs_are_not()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(space.Deployments, Sample.Deployment("one", ""","minReadySeconds":0,"paused":false""", ""","env":[],"command":null"""));

        Assert.Null(answer.At("spec.minReadySeconds"));
        Assert.Null(answer.At("spec.template.spec.containers.0.env"));
        Assert.Equal("{}", answer.At("spec.template.spec.containers.0.resources")!.ToJsonString());
        Assert.Equal("{}", answer.At("status")!.ToJsonString());
    }

    [Theory]
    [InlineData("/openapi/v3/api/v1", "io.k8s.api.core.v1.Container", "ports", "containerPort,protocol")]
    [InlineData("/openapi/v3/apis/apps/v1", "io.k8s.api.apps.v1.DeploymentStatus", "conditions", "type")]
    public async Task The_schema_says_how_lists_merge(string path, string type, string field, string keys)
    {
        var document = await api.GetAsync(path);

        var property = document.Body["components"]!["schemas"]![type]!["properties"]![field]!;
        Assert.Equal("map", (string)property["x-kubernetes-list-type"]!);
        Assert.Equal(keys, string.Join(',', property["x-kubernetes-list-map-keys"]!.AsArray().Select(key => (string)key!)));
    }

    [Fact]
    public async Task Version_2_of_the_schema_is_served_too()
    {
        var document = await api.GetAsync("/openapi/v2");

        Assert.Equal("2.0", document.TextAt("swagger"));
        Assert.Equal("#/definitions/io.k8s.api.networking.v1.NetworkPolicySpec", (string)document.Body["definitions"]!["io.k8s.api.networking.v1.NetworkPolicy"]!["properties"]!["spec"]!["$ref"]!);
    }
}
