namespace NetpolOrleans.ApiContract.Tests;

public sealed class WatchCases(ContractCluster cluster)
{
    private readonly Api api = cluster.Api;

    [Fact]
    public async Task A_watch_from_a_version_sees_every_later_change_in_order()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var from = (await api.GetAsync(space.NetworkPolicies)).ResourceVersion;
        await api.PostAsync(space.NetworkPolicies, Sample.Policy("one", ""));
        await api.MergeAsync(space.NetworkPolicies + "/one", """{"metadata":{"labels":{"a":"b"}}}""");
        await api.DeleteAsync(space.NetworkPolicies + "/one");

        var frames = await api.WatchAsync($"{space.NetworkPolicies}?watch=1&resourceVersion={from}").Take(3).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["ADDED one", "MODIFIED one", "DELETED one"], frames.Select(frame => frame.Label));
        Assert.Equal(frames.Select(frame => long.Parse(frame.ResourceVersion, null)).Order(), frames.Select(frame => long.Parse(frame.ResourceVersion, null)));
        Assert.Equal("b", frames[2].Object["metadata"]!["labels"]!["a"]!.ToString());
        Assert.NotEqual(frames[1].ResourceVersion, frames[2].ResourceVersion);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&resourceVersion=0")]
    public async Task A_watch_without_a_version_begins_with_what_is_there(string version)
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync(space.NetworkPolicies, Sample.Policy("one", ""));
        await api.PostAsync(space.NetworkPolicies, Sample.Policy("two", ""));

        var frames = await api.WatchAsync($"{space.NetworkPolicies}?watch=true{version}").Take(2).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["ADDED one", "ADDED two"], frames.Select(frame => frame.Label).Order());
    }

    [Fact]
    public async Task An_object_that_enters_a_selector_is_added_and_one_that_leaves_is_deleted()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var from = (await api.GetAsync(space.NetworkPolicies)).ResourceVersion;
        await api.PostAsync(space.NetworkPolicies, Sample.Policy("one", ""));
        await api.MergeAsync(space.NetworkPolicies + "/one", """{"metadata":{"labels":{"in":"yes"}}}""");
        var left = await api.MergeAsync(space.NetworkPolicies + "/one", """{"metadata":{"labels":{"in":null}}}""");

        var frames = await api.WatchAsync($"{space.NetworkPolicies}?watch=1&labelSelector=in&resourceVersion={from}").Take(2).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["ADDED one", "DELETED one"], frames.Select(frame => frame.Label));
        Assert.Equal(left.ResourceVersion, frames[1].ResourceVersion);
        Assert.Equal("yes", frames[1].Object["metadata"]!["labels"]!["in"]!.ToString());
    }

    [Fact]
    public async Task A_watch_ends_at_its_timeout()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var frames = await api.WatchAsync(space.NetworkPolicies + "?watch=1&timeoutSeconds=1").ToListAsync(TestContext.Current.CancellationToken);

        Assert.Empty(frames);
    }

    [Fact]
    public async Task Initial_events_end_with_an_annotated_bookmark()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync(space.NetworkPolicies, Sample.Policy("one", ""));

        var frames = await api.WatchAsync($"{space.NetworkPolicies}?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true")
            .Take(2).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal("ADDED one", frames[0].Label);
        Assert.Equal("BOOKMARK", frames[1].Type);
        Assert.Equal("true", frames[1].Object["metadata"]!["annotations"]!["k8s.io/initial-events-end"]!.ToString());
        Assert.Equal("NetworkPolicy", frames[1].Object["kind"]!.ToString());
    }

    [Fact]
    public async Task Initial_events_need_a_version_match()
    {
        var answer = await api.GetAsync("/api/v1/configmaps?watch=1&sendInitialEvents=true&allowWatchBookmarks=true");

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Contains("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bookmarks_advance_the_version_of_a_quiet_watch()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var from = (await api.GetAsync(space.NetworkPolicies)).ResourceVersion;
        await space.ConfigMapAsync("elsewhere");

        var frames = await api.WatchAsync($"{space.NetworkPolicies}?watch=1&allowWatchBookmarks=true&timeoutSeconds=3&resourceVersion={from}").ToListAsync(TestContext.Current.CancellationToken);

        Assert.NotEmpty(frames);
        Assert.All(frames, frame => Assert.Equal("BOOKMARK", frame.Type));
        Assert.True(long.Parse(frames[^1].ResourceVersion, null) >= long.Parse(from, null));
    }

    [Fact]
    public async Task A_watch_can_ask_for_metadata_only()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.DeploymentAsync("one");

        var frames = await api.WatchAsync(space.Deployments + "?watch=1", "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1").Take(1).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal("PartialObjectMetadata", frames[0].Object["kind"]!.ToString());
        Assert.Null(frames[0].Object["spec"]);
    }

    [Fact]
    public async Task A_watch_of_one_name_sees_only_that_name()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync(space.NetworkPolicies, Sample.Policy("one", ""));
        await api.PostAsync(space.NetworkPolicies, Sample.Policy("two", ""));

        var frames = await api.WatchAsync(space.NetworkPolicies + "?watch=1&fieldSelector=metadata.name%3Dtwo&timeoutSeconds=1").ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["ADDED two"], frames.Select(frame => frame.Label));
    }

    [Fact]
    public async Task A_watch_over_all_namespaces_sees_every_namespace()
    {
        await using var first = await TestNamespace.CreateAsync(api);
        await using var second = await TestNamespace.CreateAsync(api);
        var from = (await api.GetAsync(first.NetworkPolicies)).ResourceVersion;
        await api.PostAsync(first.NetworkPolicies, Sample.Policy("one", ""","policyTypes":["Egress"]"""));
        await api.PostAsync(second.NetworkPolicies, Sample.Policy("two", ""","policyTypes":["Egress"]"""));

        var seen = new List<string>();
        await foreach (var frame in api.WatchAsync($"/apis/networking.k8s.io/v1/networkpolicies?watch=1&resourceVersion={from}"))
        {
            if ((string?)frame.Object["metadata"]!["namespace"] is { } scope && (scope == first.Name || scope == second.Name)) seen.Add(frame.Label);
            if (seen.Count == 2) break;
        }

        Assert.Equal(["ADDED one", "ADDED two"], seen);
    }
}
