namespace NetpolOrleans.ApiContract.Tests;

public sealed class TableCases(ContractCluster cluster)
{
    private const string Table = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private readonly Api api = cluster.Api;

    [Theory]
    [InlineData("/api/v1/namespaces", "Name Status Age")]
    [InlineData("/api/v1/nodes", "Name Status Roles Age Version +Internal-IP +External-IP +OS-Image +Kernel-Version +Container-Runtime")]
    [InlineData("/api/v1/pods", "Name Ready Status Restarts Age +IP +Node +Nominated_Node +Readiness_Gates")]
    [InlineData("/api/v1/services", "Name Type Cluster-IP External-IP Port(s) Age +Selector")]
    [InlineData("/api/v1/configmaps", "Name Data Age")]
    [InlineData("/api/v1/secrets", "Name Type Data Age")]
    [InlineData("/api/v1/serviceaccounts", "Name Age")]
    [InlineData("/api/v1/events", "Last_Seen Type Reason Object +Subobject +Source Message +First_Seen +Count +Name")]
    [InlineData("/api/v1/endpoints", "Name Endpoints Age")]
    [InlineData("/apis/apps/v1/deployments", "Name Ready Up-to-date Available Age +Containers +Images +Selector")]
    [InlineData("/apis/apps/v1/replicasets", "Name Desired Current Ready Age +Containers +Images +Selector")]
    [InlineData("/apis/apps/v1/statefulsets", "Name Ready Age +Containers +Images")]
    [InlineData("/apis/apps/v1/daemonsets", "Name Desired Current Ready Up-to-date Available Node_Selector Age +Containers +Images +Selector")]
    [InlineData("/apis/batch/v1/jobs", "Name Status Completions Duration Age +Containers +Images +Selector")]
    [InlineData("/apis/batch/v1/cronjobs", "Name Schedule Timezone Suspend Active Last_Schedule Age +Containers +Images +Selector")]
    [InlineData("/apis/networking.k8s.io/v1/networkpolicies", "Name Pod-Selector Age")]
    [InlineData("/apis/networking.k8s.io/v1/ingresses", "Name Class Hosts Address Ports Age")]
    [InlineData("/apis/discovery.k8s.io/v1/endpointslices", "Name AddressType Ports Endpoints Age")]
    [InlineData("/apis/coordination.k8s.io/v1/leases", "Name Holder Age")]
    [InlineData("/apis/policy/v1/poddisruptionbudgets", "Name Min_Available Max_Unavailable Allowed_Disruptions Age")]
    [InlineData("/apis/autoscaling/v2/horizontalpodautoscalers", "Name Reference Targets MinPods MaxPods Replicas Age")]
    [InlineData("/apis/rbac.authorization.k8s.io/v1/clusterroles", "Name Created_At")]
    [InlineData("/apis/rbac.authorization.k8s.io/v1/rolebindings", "Name Role Age +Users +Groups +ServiceAccounts")]
    public async Task A_kind_has_its_columns(string path, string columns)
    {
        var answer = await api.GetAsync(path, Table);

        Assert.Equal("Table", answer.TextAt("kind"));
        Assert.Equal(columns.Split(' '), answer.At("columnDefinitions")!.AsArray()
            .Select(column => ((int)column!["priority"]! == 0 ? "" : "+") + column["name"]!.ToString().Replace(' ', '_')));
    }

    [Fact]
    public async Task A_row_has_a_cell_for_every_column_and_the_objects_metadata()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.DeploymentAsync("one");

        var answer = await api.GetAsync(space.Deployments, Table);

        var row = Assert.Single(answer.At("rows")!.AsArray())!;
        var cells = row["cells"]!.AsArray().Select(cell => cell!.ToString()).ToList();
        Assert.Equal(["one", "0/0", "0", "0"], cells.Take(4));
        Assert.Equal(["main", "registry.test/main:1", "app=one"], cells.Skip(5));
        Assert.Equal("PartialObjectMetadata", row["object"]!["kind"]!.ToString());
        Assert.Equal("one", row["object"]!["metadata"]!["name"]!.ToString());
        Assert.Null(row["object"]!["spec"]);
    }

    [Fact]
    public async Task A_row_can_carry_the_whole_object_or_none()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.ConfigMapAsync("one", data: """{"a":"1"}""");

        var whole = await api.GetAsync(space.ConfigMaps + "/one?includeObject=Object", Table);
        var none = await api.GetAsync(space.ConfigMaps + "/one?includeObject=None", Table);

        Assert.Equal("1", whole.TextAt("rows.0.object.data.a"));
        Assert.Null(none.At("rows.0.object"));
    }

    [Theory]
    [InlineData("""{}""", "<none>")]
    [InlineData("""{"matchLabels":{"b":"1","a":"2"}}""", "a=2,b=1")]
    [InlineData("""{"matchExpressions":[{"key":"a","operator":"In","values":["2","1"]},{"key":"b","operator":"NotIn","values":["1"]}]}""", "a in (1,2),b notin (1)")]
    [InlineData("""{"matchExpressions":[{"key":"a","operator":"Exists"},{"key":"b","operator":"DoesNotExist"}]}""", "a,!b")]
    public async Task A_selector_is_shown_in_one_line(string selector, string shown)
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync(space.NetworkPolicies, $$$"""{"metadata":{"name":"one"},"spec":{"podSelector":{{{selector}}}}}""");

        var answer = await api.GetAsync(space.NetworkPolicies + "/one", Table);

        Assert.Equal(shown, answer.TextAt("rows.0.cells.1"));
    }

    [Fact]
    public async Task A_Services_ports_and_address_are_shown_in_one_line()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync(space.Services, Sample.Service("one", """ "clusterIP":"None","selector":{"app":"x"},"ports":[{"name":"a","port":80},{"name":"b","port":53,"protocol":"UDP"}] """));

        var answer = await api.GetAsync(space.Services + "/one", Table);

        var cells = answer.At("rows.0.cells")!.AsArray().Select(cell => cell!.ToString()).ToList();
        Assert.Equal(["one", "ClusterIP", "None", "<none>", "80/TCP,53/UDP"], cells.Take(5));
        Assert.Equal("app=x", cells[6]);
    }

    [Fact]
    public async Task A_list_can_be_paged_as_a_Table()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        foreach (var name in (string[])["one", "two", "three"]) await api.PostAsync(space.NetworkPolicies, Sample.Policy(name, ""));

        var first = await api.GetAsync(space.NetworkPolicies + "?limit=2", Table);
        var second = await api.GetAsync($"{space.NetworkPolicies}?limit=2&continue={Uri.EscapeDataString(first.TextAt("metadata.continue")!)}", Table);

        Assert.Equal(2, first.At("rows")!.AsArray().Count);
        Assert.Equal("two", Assert.Single(second.At("rows")!.AsArray())!["cells"]![0]!.ToString());
    }

    [Fact]
    public async Task A_watch_can_send_Tables_and_names_the_columns_once()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync(space.NetworkPolicies, Sample.Policy("one", ""));
        await api.PostAsync(space.NetworkPolicies, Sample.Policy("two", ""));

        var frames = await api.WatchAsync(space.NetworkPolicies + "?watch=1", Table).Take(2).ToListAsync(TestContext.Current.CancellationToken);

        Assert.All(frames, frame => Assert.Equal("Table", frame.Object["kind"]!.ToString()));
        Assert.Equal(3, frames[0].Object["columnDefinitions"]!.AsArray().Count);
        Assert.Null(frames[1].Object["columnDefinitions"]);
        Assert.Single(frames[1].Object["rows"]!.AsArray());
    }

    [Fact]
    public async Task A_refusal_stays_a_Status_when_a_Table_was_asked_for()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.GetAsync(space.ConfigMaps + "/none", Table);

        Assert.Equal((404, "Status"), (answer.Code, answer.TextAt("kind")));
    }
}
