namespace NetpolOrleans.ApiContract.Tests;

public sealed class CustomResourceCases(ContractCluster cluster)
{
    private const string Table = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private readonly Api api = cluster.Api;

    [Fact]
    public async Task A_definition_is_established_and_its_kind_discovered()
    {
        await using var custom = await CustomKind.CreateAsync(api);

        var definition = await api.GetAsync(custom.Definition);
        var resources = await api.GetAsync($"/apis/{custom.Group}/v1");

        Assert.Equal(["NamesAccepted", "Established"], definition.At("status.conditions")!.AsArray().Select(condition => (string)condition!["type"]!));
        Assert.Equal(("widget", "WidgetList"), (definition.TextAt("spec.names.singular"), definition.TextAt("status.acceptedNames.listKind")));
        Assert.Equal(["widgets", "widgets/status", "widgets/scale"], resources.At("resources")!.AsArray().Select(resource => (string)resource!["name"]!));
    }

    [Fact]
    public async Task An_object_gets_its_defaults_and_loses_unknown_fields()
    {
        await using var custom = await CustomKind.CreateAsync(api);
        await using var space = await TestNamespace.CreateAsync(api);

        var created = await api.PostAsync(custom.In(space), custom.Widget("one", """{"size":"small","bogus":1,"free":{"any":[1]}}"""));

        Assert.Equal((201, 1), (created.Code, created.Generation));
        Assert.Equal("""{"free":{"any":[1]},"replicas":1,"size":"small"}""", Sorted(created));
    }

    [Fact]
    public async Task An_unknown_field_is_refused_when_validation_is_strict()
    {
        await using var custom = await CustomKind.CreateAsync(api);
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(custom.In(space) + "?fieldValidation=Strict", custom.Widget("one", """{"size":"small","bogus":1}"""));

        Assert.Equal((400, "Widget in version \"v1\" cannot be handled as a Widget: strict decoding error: unknown field \"spec.bogus\""), (answer.Code, answer.Message));
    }

    [Theory]
    [InlineData("""{"size":"huge"}""", "spec.size: Unsupported value: \"huge\": supported values: \"small\", \"large\"")]
    [InlineData("""{}""", "spec.size: Required value")]
    [InlineData("""{"size":"small","replicas":10}""", "spec.replicas: Invalid value: 10: spec.replicas in body should be less than or equal to 9")]
    [InlineData("""{"size":"small","name":"A1"}""", "spec.name: Invalid value: \"A1\": spec.name in body should match '^[a-z]+$'")]
    [InlineData("""{"size":"small","name":"abcdef"}""", "spec.name: Too long: may not be more than 5 bytes")]
    [InlineData("""{"size":"small","list":["a","b","c"]}""", "spec.list: Too many: 3: must have at most 2 items")]
    [InlineData("""{"size":"small","list":"a"}""", "spec.list: Invalid value: \"string\": spec.list in body must be of type array: \"string\"")]
    [InlineData("""{"size":"small","labels":{"a":1}}""", "spec.labels.a: Invalid value: \"integer\": spec.labels.a in body must be of type string: \"integer\"")]
    [InlineData("""{"size":"small","ports":[{"port":1}]}""", "spec.ports[0].name: Required value")]
    [InlineData("""{"size":"small","ports":[{"name":"a"},{"name":"a"}]}""", "spec.ports[1]: Duplicate value: {\"name\":\"a\"}")]
    public async Task An_object_that_breaks_its_schema_is_Invalid(string spec, string problem)
    {
        await using var custom = await CustomKind.CreateAsync(api);
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(custom.In(space), custom.Widget("one", spec));

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Equal($"Widget.{custom.Group} \"one\" is invalid: {problem}", answer.Message);
    }

    [Fact]
    public async Task Another_version_shows_the_same_object()
    {
        await using var custom = await CustomKind.CreateAsync(api);
        await using var space = await TestNamespace.CreateAsync(api);
        var created = await api.PostAsync(custom.In(space), custom.Widget("one", """{"size":"small"}"""));

        var shown = await api.GetAsync(custom.In(space, "v1beta1") + "/one");
        var listed = await api.GetAsync(custom.In(space, "v1beta1"));

        Assert.Equal(($"{custom.Group}/v1beta1", created.Uid, created.ResourceVersion), (shown.TextAt("apiVersion"), shown.Uid, shown.ResourceVersion));
        Assert.Equal($"{custom.Group}/v1beta1", listed.TextAt("items.0.apiVersion"));
    }

    [Fact]
    public async Task The_status_has_a_door_of_its_own()
    {
        await using var custom = await CustomKind.CreateAsync(api);
        await using var space = await TestNamespace.CreateAsync(api);
        var url = custom.In(space) + "/one";
        await api.PostAsync(custom.In(space), custom.Widget("one", """{"size":"small"}"""));

        await api.MergeAsync(url, """{"status":{"replicas":5}}""");
        var status = await api.MergeAsync(url + "/status", """{"spec":{"size":"large"},"status":{"replicas":7}}""");

        Assert.Equal(("small", "7", 1), (status.TextAt("spec.size"), status.TextAt("status.replicas"), status.Generation));
    }

    [Fact]
    public async Task The_scale_follows_the_definitions_paths()
    {
        await using var custom = await CustomKind.CreateAsync(api);
        await using var space = await TestNamespace.CreateAsync(api);
        var url = custom.In(space) + "/one";
        await api.PostAsync(custom.In(space), custom.Widget("one", """{"size":"small"}"""));
        await api.MergeAsync(url + "/status", """{"status":{"replicas":2,"selector":"a=b"}}""");

        var scale = await api.MergeAsync(url + "/scale", """{"spec":{"replicas":4}}""");

        Assert.Equal(("Scale", "4", "2", "a=b"), (scale.TextAt("kind"), scale.TextAt("spec.replicas"), scale.TextAt("status.replicas"), scale.TextAt("status.selector")));
        Assert.Equal("4", (await api.GetAsync(url)).TextAt("spec.replicas"));
    }

    [Fact]
    public async Task The_printer_columns_make_the_table()
    {
        await using var custom = await CustomKind.CreateAsync(api);
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync(custom.In(space), custom.Widget("one", """{"size":"small"}"""));
        await api.MergeAsync(custom.In(space) + "/one/status", """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}""");

        var table = await api.GetAsync(custom.In(space), Table);

        Assert.Equal(["Name", "Size", "Ready", "Replicas"], table.At("columnDefinitions")!.AsArray().Select(column => (string)column!["name"]!));
        Assert.Equal("""["one","small","True",1]""", table.At("rows.0.cells")!.ToJsonString());
    }

    [Fact]
    public async Task Appliers_share_a_keyed_list()
    {
        await using var custom = await CustomKind.CreateAsync(api);
        await using var space = await TestNamespace.CreateAsync(api);
        var url = custom.In(space) + "/one?fieldManager=";

        await api.SendAsync(HttpMethod.Patch, url + "alice", custom.Widget("one", """{"size":"small","ports":[{"name":"a","port":1}]}"""), "application/apply-patch+yaml");
        var both = await api.SendAsync(HttpMethod.Patch, url + "bob", custom.Widget("one", """{"ports":[{"name":"b","port":"web"}]}"""), "application/apply-patch+yaml");

        Assert.Equal("""[{"name":"a","port":1},{"name":"b","port":"web"}]""", both.At("spec.ports")!.ToJsonString());
    }

    [Fact]
    public async Task A_custom_object_has_no_strategic_patch()
    {
        await using var custom = await CustomKind.CreateAsync(api);
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync(custom.In(space), custom.Widget("one", """{"size":"small"}"""));

        var answer = await api.StrategicAsync(custom.In(space) + "/one", """{"spec":{"size":"large"}}""");

        Assert.Equal((415, "UnsupportedMediaType"), (answer.Code, answer.Reason));
    }

    [Fact]
    public async Task Custom_objects_are_watched_as_any_others()
    {
        await using var custom = await CustomKind.CreateAsync(api);
        await using var space = await TestNamespace.CreateAsync(api);
        var from = (await api.GetAsync(custom.In(space))).ResourceVersion;
        await api.PostAsync(custom.In(space), custom.Widget("one", """{"size":"small"}"""));
        await api.MergeAsync(custom.In(space) + "/one", """{"spec":{"size":"large"}}""");
        await api.DeleteAsync(custom.In(space) + "/one");

        var frames = await api.WatchAsync($"{custom.In(space)}?watch=1&resourceVersion={from}").Take(3).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["ADDED one", "MODIFIED one", "DELETED one"], frames.Select(frame => frame.Label));
    }

    [Fact]
    public async Task A_definition_takes_its_objects_with_it()
    {
        await using var custom = await CustomKind.CreateAsync(api);
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync(custom.In(space), custom.Widget("one", """{"size":"small"}"""));

        await api.DeleteAsync(custom.Definition);

        await api.UntilAsync(custom.Definition, answer => answer.Code == 404);
        await api.UntilAsync(custom.In(space), answer => answer.Code == 404);
    }

    [Theory]
    [InlineData("spec.versions[0].schema.openAPIV3Schema", """{"group":"x.test","scope":"Namespaced","names":{"plural":"things","kind":"Thing"},"versions":[{"name":"v1","served":true,"storage":true}]}""")]
    [InlineData("spec.scope", """{"group":"x.test","scope":"Everywhere","names":{"plural":"things","kind":"Thing"},"versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}}]}""")]
    [InlineData("metadata.name", """{"group":"y.test","scope":"Namespaced","names":{"plural":"things","kind":"Thing"},"versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}}]}""")]
    public async Task A_broken_definition_is_Invalid(string field, string spec)
    {
        var answer = await api.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions?dryRun=All", $$$"""{"metadata":{"name":"things.x.test"},"spec":{{{spec}}} }""");

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Contains(field, answer.CauseFields);
    }

    [Fact]
    public async Task The_schema_is_published()
    {
        await using var custom = await CustomKind.CreateAsync(api);

        var document = await api.UntilAsync($"/openapi/v3/apis/{custom.Group}/v1", answer => answer.Code == 200);

        var name = string.Join('.', custom.Group.Split('.').Reverse()) + ".v1.Widget";
        Assert.Equal("How big.", (string)document.Body["components"]!["schemas"]![name]!["properties"]!["spec"]!["properties"]!["size"]!["description"]!);
    }

    private static string Sorted(Answer answer) =>
        new System.Text.Json.Nodes.JsonObject(answer.At("spec")!.AsObject().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))).ToJsonString();
}
