using k8s;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>What a starting silo finds, and what it makes of it.</summary>
public sealed class JoiningTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Servers => Tests.Servers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Silos_that_start_together_make_one_table(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);

        var silos = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TestSiloTable.JoinedAsync(server, space)));

        var incarnations = await Task.WhenAll(silos.Select(async silo => (await Contents(silo)).Incarnation));
        Assert.Single(incarnations.Distinct());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task An_object_that_a_chart_made_is_filled_and_keeps_what_it_had(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        await space.Client.CoreV1.CreateNamespacedConfigMapAsync(
            new V1ConfigMap
            {
                Metadata = new V1ObjectMeta { Name = TestNamespace.Table, Labels = new Dictionary<string, string> { ["chart"] = "netpol" } },
                Data = new Dictionary<string, string> { ["note"] = "hello" },
            },
            space.Name, cancellationToken: Token);

        using var silo = await TestSiloTable.JoinedAsync(server, space);

        Assert.Equal(0, (await Contents(silo)).Version);
        var table = await space.TableAsync();
        Assert.Equal(("netpol", "hello"), (table.Metadata.Labels["chart"], table.Data["note"]));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task The_dead_of_a_full_restart_are_declared_dead_before_the_silo_joins(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using (var before = await TestSiloTable.JoinedAsync(server, space, TestSiloTable.Identity("silo-0", 1, 900, "old-uid")))
            await InsertAll(before, ("silo-0", 1, "old-uid"), ("silo-1", 2, "uid-of-silo-1"), ("silo-2", 3, "uid-of-silo-2"));
        var podUid = await space.CreatePodAsync("silo-0", "10.0.0.7");
        await space.CreatePodAsync("silo-1", "10.0.0.8"); // its successor, with another uid; silo-2 is not there yet

        using var silo = await TestSiloTable.JoinedAsync(server, space, TestSiloTable.Identity("silo-0", 7, 1000, podUid));

        var contents = await Contents(silo);
        Assert.All(contents.Rows.Values, row => Assert.Equal(SiloStatus.Dead, row.Status));
        Assert.Equal(4, contents.Version);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_living_silo_of_another_workload_keeps_its_cluster(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        var blue = await space.CreatePodAsync("blue-0", "10.0.0.1", "blue");
        var green = await space.CreatePodAsync("green-0", "10.0.0.2", "green");
        using (var first = await TestSiloTable.JoinedAsync(server, space, TestSiloTable.Identity("blue-0", 1, podUid: blue)))
            await InsertAll(first, ("blue-0", 1, blue));
        using var second = await TestSiloTable.CreateAsync(server, space, TestSiloTable.Identity("green-0", 2, podUid: green));

        var refusal = await Assert.ThrowsAsync<ClusteringConfigurationException>(() => second.Table.InitializeMembershipTableAsync(true, Token));

        Assert.Equal(
            $"configmap orleans-test in namespace {space.Name} belongs to ConfigMap/blue, whose silos blue-0 are running, and this silo is of " +
            "ConfigMap/green: give one of the two clusters another ClusterId or namespace", refusal.Message);
        await space.DeletePodAsync("blue-0");
        await second.Table.InitializeMembershipTableAsync(true, Token);
        Assert.Equal("ConfigMap/green", (await Contents(second)).Claim.Owner);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_silo_of_another_protocol_waits_until_no_silo_speaks_the_old_one(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var old = await TestSiloTable.JoinedAsync(server, space);
        await InsertAll(old, ("silo-0", 1, null));
        using var silo = await TestSiloTable.CreateAsync(server, space, TestSiloTable.Identity("silo-1", 2), options => options.Protocol = "2");

        var refusal = await Assert.ThrowsAsync<ClusteringConfigurationException>(() => silo.Table.InitializeMembershipTableAsync(true, Token));

        Assert.Contains("speak protocol 1 and this silo speaks 2", refusal.Message, StringComparison.Ordinal);
        var data = await old.Table.ReadAllAsync(Token);
        Assert.Equal(1, data.Version.Version);
        Assert.True(await old.Table.UpdateRowAsync(Entries.Of(1, SiloStatus.Dead), data.Members[0].Item2, data.Version.Next(), Token));
        await silo.Table.InitializeMembershipTableAsync(true, Token);
        Assert.Equal("2", (await Contents(silo)).Claim.Protocol);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Of_two_clusters_that_find_the_same_empty_table_one_gets_it(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var one = await TestSiloTable.JoinedAsync(server, space);
        using var two = await TestSiloTable.CreateAsync(server, space, TestSiloTable.Identity("silo-1", 2), options => options.Protocol = "2");
        await two.Table.InitializeMembershipTableAsync(true, Token);

        Assert.True(await Insert(one));

        await Assert.ThrowsAsync<ClusteringConfigurationException>(() => Insert(two));
        Assert.Equal("1", (await Contents(one)).Claim.Protocol);

        async Task<bool> Insert(TestSiloTable silo) =>
            await silo.Table.InsertRowAsync(Entries.Of(silo.Self.Address), (await silo.Table.ReadAllAsync(Token)).Version.Next(), Token);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_later_format_is_refused(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        await space.EditTableAsync(table => table["format"] = "2");

        var refusal = await Assert.ThrowsAsync<ClusteringConfigurationException>(() => silo.Table.InitializeMembershipTableAsync(true, Token));

        Assert.Contains("has format \"2\" and this version knows \"1\" only", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Without_a_table_a_silo_waits_for_those_that_may_restore_it_and_then_makes_a_new_one(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        var time = new FakeTimeProvider();
        using var running = await TestSiloTable.CreateAsync(server, space);
        await running.Heartbeats.RenewAsync(running.Self.Address, Entries.Noon, Token);
        using var silo = await TestSiloTable.CreateAsync(server, space, TestSiloTable.Identity("silo-1", 2), options => options.RequestTimeout = TimeSpan.FromDays(1), time); // its clock runs while requests are under way

        var joining = silo.Table.InitializeMembershipTableAsync(true, Token);
        var waited = TimeSpan.Zero;
        while (!joining.IsCompleted)
        {
            if (waited < TimeSpan.FromSeconds(45))
                Assert.IsType<TableReading.Absent>(await running.Store.ReadAsync(Token));
            time.Advance(TimeSpan.FromSeconds(1));
            waited += TimeSpan.FromSeconds(1);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token); // lets its requests through
        }

        await joining;
        Assert.IsType<TableReading.Usable>(await running.Store.ReadAsync(Token));
        Assert.True(waited >= TimeSpan.FromSeconds(45), $"it waited for {waited}");
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_damaged_table_that_no_running_silo_restores_is_made_anew(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var before = await TestSiloTable.JoinedAsync(server, space);
        await InsertAll(before, ("silo-0", 1, null));
        var old = await Contents(before);
        await space.EditTableAsync(table => table[TableName.KeyOf(TestSiloTable.Address(1))] = "{");

        using var silo = await TestSiloTable.JoinedAsync(server, space, TestSiloTable.Identity("silo-1", 2));

        var contents = await Contents(silo);
        Assert.Empty(contents.Rows);
        Assert.NotEqual(old.Incarnation, contents.Incarnation);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Another_clusters_objects_are_not_touched(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var old = await TestSiloTable.CreateAsync(server, space);
        var name = new TableName("older", space.Name);
        var store = new TableStore(old.Api, name, old.Metrics);
        var left = await store.CreateAsync(TableContents.Empty(new TableClaim(null, "1"), name, 17).With(SiloRow.From(Entries.Of(1), null, null)), Token);

        using var silo = await TestSiloTable.JoinedAsync(server, space, TestSiloTable.Identity("silo-1", 2));

        Assert.Empty((await Contents(silo)).Rows);
        Assert.Equal(left!.Etag, Assert.IsType<TableReading.Usable>(await store.ReadAsync(Token)).Contents.Etag);
    }

    private static async Task<TableContents> Contents(TestSiloTable silo) =>
        Assert.IsType<TableReading.Usable>(await silo.Store.ReadAsync(Token)).Contents;

    private static async Task InsertAll(TestSiloTable silo, params (string Name, int Number, string? PodUid)[] rows)
    {
        var contents = await Contents(silo);
        foreach (var (name, number, podUid) in rows)
        {
            var row = SiloRow.From(Entries.Of(number), podUid is null ? null : name, podUid) with { Name = name };
            contents = (await silo.Store.ReplaceAsync(contents.With(row) with { Version = contents.Version + 1 }, Token))!;
        }
    }
}
