using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Reading;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Policies.Values;
using static NetpolOrleans.Kubernetes.Tests.Support.Wire;

namespace NetpolOrleans.Kubernetes.Tests.Reading;

public sealed class ObjectReaderTests : IDisposable
{
    private readonly ScriptedServer server = new();
    private readonly KubernetesConnection connection;
    private readonly ObjectReader reader;

    public ObjectReaderTests()
    {
        connection = server.Connect(new TestClock());
        reader = new(connection);
    }

    [Fact]
    public async Task Pods_are_listed_by_selector_and_as_metadata()
    {
        var selector = new LabelSelector(Labels.Of(("app", "web")), [new("tier", LabelOperator.NotIn, ["a", "b"]), new("canary", LabelOperator.DoesNotExist, [])]);

        var listing = reader.PodsAsync("shop", selector, TestContext.Current.CancellationToken);
        var request = await server.ExpectAsync("GET /api/v1/namespaces/shop/pods?limit=500&labelSelector=app%3Dweb%2Ctier%20notin%20%28a%2Cb%29%2C%21canary");
        request.Reply(200, List("1", null, """{"metadata":{"name":"p","namespace":"shop","uid":"u"}}"""));

        Assert.Equal("p", Assert.Single(await listing.Within()).Name.Name);
        Assert.Contains("PartialObjectMetadataList", request.Accept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_empty_selector_selects_no_pods_and_costs_no_request()
    {
        Assert.Empty(await reader.PodsAsync("shop", LabelSelector.Everything, TestContext.Current.CancellationToken));
        Assert.True(server.IsQuiet);
    }

    [Fact]
    public async Task A_list_whose_token_expires_starts_over()
    {
        var listing = reader.AllPodsAsync(null, TestContext.Current.CancellationToken);

        (await server.ExpectAsync("GET /api/v1/pods?limit=500")).Reply(200, List("1", "t", """{"metadata":{"name":"p","namespace":"shop"}}"""));
        (await server.ExpectAsync("GET /api/v1/pods?limit=500&continue=t")).Refuse(410, "Expired");
        (await server.ExpectAsync("GET /api/v1/pods?limit=500")).Reply(200, List("2", null, """{"metadata":{"name":"q","namespace":"shop"}}"""));

        Assert.Equal("q", Assert.Single(await listing.Within()).Name.Name);
    }

    [Fact]
    public async Task What_does_not_exist_is_null()
    {
        var reading = reader.ConfigMapAsync(new("shop", "a"), TestContext.Current.CancellationToken);
        (await server.ExpectAsync("GET /api/v1/namespaces/shop/configmaps/a")).Refuse(404, "NotFound");

        Assert.Null(await reading.Within());
    }

    [Fact]
    public async Task What_may_not_be_read_names_the_rule()
    {
        var reading = reader.SecretAsync(new("shop", "a"), TestContext.Current.CancellationToken);
        (await server.NextAsync()).Refuse(403, "Forbidden");

        Assert.Equal("grant get on secrets in namespace shop", (await Assert.ThrowsAsync<ForbiddenException>(() => reading.Within())).Rule.ToString());
    }

    [Fact]
    public async Task A_Pod_is_found_by_its_address_unless_it_shares_its_nodes()
    {
        var reading = reader.PodByAddressAsync(null, "10.1.2.3", TestContext.Current.CancellationToken);
        (await server.ExpectAsync("GET /api/v1/pods?limit=500&fieldSelector=status.podIP%3D10.1.2.3%2Cstatus.phase%21%3DSucceeded%2Cstatus.phase%21%3DFailed"))
            .Reply(200, List("1", null, """{"metadata":{"name":"host","namespace":"n"},"spec":{"hostNetwork":true}}""", """{"metadata":{"name":"p","namespace":"n"},"status":{"podIP":"10.1.2.3"}}"""));

        Assert.Equal("p", (await reading.Within())!.Name.Name);
    }

    public void Dispose() => connection.Dispose();
}
