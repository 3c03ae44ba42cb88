namespace NetpolOrleans.ApiContract.Tests;

public sealed class AccessCases(ContractCluster cluster)
{
    private readonly Api api = cluster.Api;

    [Fact]
    public async Task A_bad_token_is_Unauthorized()
    {
        using var http = cluster.Anonymous();

        var answer = await http.SendAsync(HttpMethod.Get, "/api/v1/namespaces", null, accept: "application/json");

        Assert.Contains(answer.Code, (int[])[401, 403]);
        Assert.Equal("Failure", answer.TextAt("status"));
    }

    [Fact]
    public async Task The_version_is_public()
    {
        using var http = cluster.Anonymous();

        var answer = await http.GetAsync("/version");

        Assert.Equal(200, answer.Code);
        Assert.Equal("1", answer.TextAt("major"));
    }

    [Fact]
    public async Task The_groups_are_listed()
    {
        var answer = await api.GetAsync("/apis");

        Assert.Equal("APIGroupList", answer.TextAt("kind"));
        var names = answer.At("groups")!.AsArray().Select(group => group!["name"]!.ToString()).ToList();
        Assert.Superset(new HashSet<string> { "apps", "batch", "networking.k8s.io", "discovery.k8s.io", "coordination.k8s.io" }, names.ToHashSet());
    }

    [Fact]
    public async Task A_groups_resources_are_listed_with_their_verbs()
    {
        var answer = await api.GetAsync("/apis/networking.k8s.io/v1");

        var policies = answer.At("resources")!.AsArray().Single(each => each!["name"]!.ToString() == "networkpolicies")!;
        Assert.Equal("NetworkPolicy", policies["kind"]!.ToString());
        Assert.Equal(["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"], policies["verbs"]!.AsArray().Select(verb => verb!.ToString()));
        Assert.Equal("netpol", policies["shortNames"]![0]!.ToString());
    }

    [Fact]
    public async Task Discovery_can_be_aggregated()
    {
        var answer = await api.GetAsync("/apis", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");

        Assert.Equal("APIGroupDiscoveryList", answer.TextAt("kind"));
        var apps = answer.At("items")!.AsArray().Single(group => group!["metadata"]!["name"]?.ToString() == "apps")!;
        Assert.Contains("deployments", apps["versions"]![0]!["resources"]!.AsArray().Select(each => each!["resource"]!.ToString()));
    }

    [Fact]
    public async Task A_verb_that_a_resource_lacks_is_MethodNotAllowed()
    {
        var answer = await api.PutAsync("/api/v1/namespaces", "{}");

        Assert.Equal((405, "MethodNotAllowed"), (answer.Code, answer.Reason));
        Assert.Equal("the server does not allow this method on the requested resource", answer.Message);
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    public async Task Health_is_ok(string path)
    {
        var answer = await api.GetAsync(path, "*/*");

        Assert.Equal((200, "ok"), (answer.Code, answer.Text));
    }
}
