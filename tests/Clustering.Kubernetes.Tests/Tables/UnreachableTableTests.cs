using System.Net;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>Contention is false; everything else that goes wrong is an exception, and never an empty table.</summary>
public sealed class UnreachableTableTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Servers => Tests.Servers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task A_refusing_server_is_no_empty_table_and_no_contention(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        var version = (await silo.Table.ReadAllAsync(Token)).Version.Next();

        silo.Faults.Answer = _ => Faults.Status(HttpStatusCode.ServiceUnavailable, "etcd is away");

        await Assert.ThrowsAsync<ApiRefusedException>(() => silo.Table.ReadAllAsync(Token));
        await Assert.ThrowsAsync<ApiRefusedException>(() => silo.Table.InsertRowAsync(Entries.Of(1), version, Token));
        await Assert.ThrowsAsync<ApiRefusedException>(() => silo.Table.UpdateIAmAliveAsync(Entries.Of(1), Token));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_silent_server_is_given_up_after_the_request_timeout(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.CreateAsync(server, space, configure: options => options.RequestTimeout = TimeSpan.FromMilliseconds(200));

        silo.Faults.Before = (_, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => silo.Store.ReadAsync(Token).WaitAsync(TimeSpan.FromMinutes(5), Token));

        Assert.Contains("did not answer within", failure.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_conflict_that_only_the_server_sees_is_contention(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        var data = await silo.Table.ReadAllAsync(Token);
        await space.EditTableAsync(table => table["note"] = "written behind the silo's back");

        Assert.False(await silo.Table.InsertRowAsync(Entries.Of(1), data.Version.Next(), Token));

        Assert.True(await silo.Table.InsertRowAsync(Entries.Of(1), (await silo.Table.ReadAllAsync(Token)).Version.Next(), Token));
        Assert.Equal("written behind the silo's back", (await space.TableAsync()).Data["note"]);
    }

    [Theory]
    [InlineData("GET", "/configmaps/orleans-test", "configmaps \"orleans-test\" is forbidden: grant verbs get,update,watch on configmaps with resourceNames [orleans-test] in namespace ")]
    [InlineData("POST", "/configmaps", "configmaps is forbidden: grant verbs create on configmaps in namespace ")]
    [InlineData("GET", "/leases", "leases.coordination.k8s.io is forbidden: grant verbs get,list,create,patch on leases.coordination.k8s.io in namespace ")]
    [InlineData("GET", "/pods/", "pods is forbidden: grant verbs get on pods in namespace ")]
    public async Task A_missing_right_names_its_rule(string method, string path, string sentence)
    {
        await using var space = await TestNamespace.CreateAsync(Tests.Servers.Local);
        using var silo = await TestSiloTable.CreateAsync(Tests.Servers.Local, space, TestSiloTable.Identity("silo-0", 1, podUid: "uid"));

        silo.Faults.Answer = request => request.Method.Method == method && request.RequestUri!.AbsolutePath.Contains(path, StringComparison.Ordinal)
            ? Faults.Status(HttpStatusCode.Forbidden, "User \"silo\" may not")
            : null;
        var failure = await Assert.ThrowsAsync<ClusteringConfigurationException>(() => silo.Table.InitializeMembershipTableAsync(true, Token));

        Assert.Equal($"{sentence}{space.Name} (the API server says: User \"silo\" may not)", failure.Message);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_wrong_namespace_is_named(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.CreateAsync(server, space, configure: options => options.Namespace = "nowhere");

        var store = new TableStore(silo.Api, new TableName(TestNamespace.ClusterId, "nowhere"), silo.Metrics);
        var failure = await Assert.ThrowsAsync<ClusteringConfigurationException>(
            () => store.CreateAsync(TableContents.Empty(new TableClaim(null, "1"), store.Name, 0), Token));

        Assert.Contains("namespace nowhere does not exist", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_server_ends_a_start_after_the_join_timeout()
    {
        await using var space = await TestNamespace.CreateAsync(Tests.Servers.Local);
        using var silo = await TestSiloTable.CreateAsync(Tests.Servers.Local, space, configure: options => options.JoinTimeout = TimeSpan.FromMilliseconds(300));

        silo.Faults.Answer = _ => throw new HttpRequestException("connection refused");
        var failure = await Assert.ThrowsAsync<ClusteringConfigurationException>(() => silo.Table.InitializeMembershipTableAsync(true, Token));

        Assert.Contains("connection refused", failure.Message, StringComparison.Ordinal);
        Assert.Contains("check the API server", failure.Message, StringComparison.Ordinal);
    }}
