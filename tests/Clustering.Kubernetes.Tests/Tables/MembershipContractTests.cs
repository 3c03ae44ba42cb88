using System.Globalization;
using k8s.Models;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>What <see cref="IMembershipTable"/> guarantees, rule by rule, on every server.</summary>
public sealed partial class MembershipContractTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Servers => Tests.Servers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task A_new_table_has_version_zero_an_etag_and_no_rows(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);

        var data = await silo.Table.ReadAllAsync(Token);

        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
        Assert.False(string.IsNullOrEmpty(data.Version.VersionEtag));
        Assert.NotEqual("0", data.Version.VersionEtag); // which stands for a table that keeps no versions
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task An_insert_adds_the_row_and_the_version_together(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        var before = await silo.Table.ReadAllAsync(Token);

        Assert.True(await silo.Table.InsertRowAsync(Entries.Of(1), before.Version.Next(), Token));

        var after = await silo.Table.ReadAllAsync(Token);
        Assert.Equal(1, after.Version.Version);
        Assert.NotEqual(before.Version.VersionEtag, after.Version.VersionEtag);
        Assert.Equal(Entries.Of(1).ToFullString(), Assert.Single(after.Members).Item1.ToFullString());
        Assert.NotNull(after.Members[0].Item2);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task An_insert_of_a_known_row_or_an_old_version_changes_nothing(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        var old = (await silo.Table.ReadAllAsync(Token)).Version.Next();
        Assert.True(await silo.Table.InsertRowAsync(Entries.Of(1), old, Token));
        var current = await silo.Table.ReadAllAsync(Token);

        Assert.False(await silo.Table.InsertRowAsync(Entries.Of(1), old, Token), "known row, old version");
        Assert.False(await silo.Table.InsertRowAsync(Entries.Of(2), old, Token), "new row, old version");
        Assert.False(await silo.Table.InsertRowAsync(Entries.Of(1), current.Version.Next(), Token), "known row, new version");
        Assert.False(await silo.Table.InsertRowAsync(Entries.Of(2), new TableVersion(2, "1"), Token), "new row, new version, another etag");
        Assert.False(await silo.Table.InsertRowAsync(Entries.Of(2), current.Version, Token), "new row, the version that is there");

        await AssertUnchanged(silo, current);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_row_is_read_with_the_version_of_the_whole_table(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        await Insert(silo, 1, 2, 3);

        var row = await silo.Table.ReadRowAsync(TestSiloTable.Address(2), Token);
        var none = await silo.Table.ReadRowAsync(TestSiloTable.Address(9), Token);

        Assert.Equal(TestSiloTable.Address(2), Assert.Single(row.Members).Item1.SiloAddress);
        Assert.Equal(3, row.Version.Version);
        Assert.Empty(none.Members);
        Assert.Equal(row.Version, none.Version);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task An_update_needs_the_current_version_and_a_row(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        await Insert(silo, 1, 2);
        var stale = await silo.Table.ReadAllAsync(Token);
        var suspected = Entries.Of(1);
        suspected.AddSuspector(TestSiloTable.Address(2), Entries.Noon.AddMinutes(1));
        suspected.AddSuspector(TestSiloTable.Address(3), Entries.Noon.AddMinutes(2));
        suspected.Status = SiloStatus.Stopping;

        Assert.True(await silo.Table.UpdateRowAsync(suspected, EtagOf(stale, 1), stale.Version.Next(), Token));

        var current = await silo.Table.ReadAllAsync(Token);
        Assert.Equal(suspected.ToFullString(), current.TryGet(TestSiloTable.Address(1))!.Item1.ToFullString());
        Assert.False(await silo.Table.UpdateRowAsync(suspected, EtagOf(stale, 1), stale.Version.Next(), Token), "stale row, stale version");
        Assert.False(await silo.Table.UpdateRowAsync(suspected, EtagOf(current, 1), stale.Version.Next(), Token), "current row, stale version");
        Assert.False(await silo.Table.UpdateRowAsync(suspected, EtagOf(stale, 1), current.Version.Next(), Token), "stale row, current version");
        Assert.False(await silo.Table.UpdateRowAsync(Entries.Of(9), current.Version.VersionEtag, current.Version.Next(), Token), "no such row");
        await AssertUnchanged(silo, current);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task What_is_given_up_is_given_up_and_changes_nothing(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        await Insert(silo, 1);
        var before = await silo.Table.ReadAllAsync(Token);
        var givenUp = new CancellationToken(true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silo.Table.ReadAllAsync(givenUp));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silo.Table.InsertRowAsync(Entries.Of(2), before.Version.Next(), givenUp));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silo.Table.UpdateRowAsync(Entries.Of(1), EtagOf(before, 1), before.Version.Next(), givenUp));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silo.Table.UpdateIAmAliveAsync(Entries.Of(1, at: Entries.Noon.AddDays(1)), givenUp));

        await AssertUnchanged(silo, before);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Of_twenty_inserts_of_one_row_exactly_one_wins(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        var version = (await silo.Table.ReadAllAsync(Token)).Version.Next();

        var won = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => silo.Table.InsertRowAsync(Entries.Of(1), version, Token)));

        Assert.Single(won, true);
        Assert.Equal(1, (await silo.Table.ReadAllAsync(Token)).Version.Version);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Twenty_silos_that_retry_add_twenty_versions(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var first = await TestSiloTable.JoinedAsync(server, space);
        var silos = await Task.WhenAll(Enumerable.Range(1, 20).Select(_ => TestSiloTable.JoinedAsync(server, space)));

        await Task.WhenAll(silos.Select((silo, index) => InsertUntilDone(silo, Entries.Of(index + 1))));

        var data = await first.Table.ReadAllAsync(Token);
        Assert.Equal(20, data.Version.Version);
        Assert.Equal(20, data.Members.Count);
        Assert.All(silos, silo => silo.Dispose());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Every_reader_sees_of_a_version_the_same_rows(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        await Insert(silo, 1);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(async _ =>
        {
            var seen = new List<(int Version, int Rows)>();
            while (!done.IsCancellationRequested)
            {
                var data = await silo.Table.ReadAllAsync(Token);
                seen.Add((data.Version.Version, data.Members.Count));
            }

            return seen;
        }).ToList();

        await Insert(silo, [.. Enumerable.Range(2, 19)]);
        await done.CancelAsync();

        Assert.All((await Task.WhenAll(readers)).SelectMany(seen => seen), pair => Assert.Equal(pair.Version, pair.Rows));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cleaning_up_removes_only_dead_rows_that_are_old_by_every_sign(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        var old = Entries.Noon.AddDays(-10);
        var suspectedLately = Entries.Of(4, SiloStatus.Dead, old);
        suspectedLately.AddSuspector(TestSiloTable.Address(1), Entries.Noon);
        foreach (var entry in (MembershipEntry[])[
            Entries.Of(1, SiloStatus.Active, old), Entries.Of(2, SiloStatus.Joining, old), Entries.Of(3, SiloStatus.Dead, old), suspectedLately,
            Entries.Of(5, SiloStatus.Dead), Entries.Of(6, SiloStatus.Stopping, old), Entries.Of(7, SiloStatus.Dead, old),
            Entries.Of(8, SiloStatus.ShuttingDown, old), Entries.Of(9, SiloStatus.Created, old)])
            await InsertUntilDone(silo, entry);
        await silo.Table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = TestSiloTable.Address(7), IAmAliveTime = Entries.Noon }, Token);
        var before = await silo.Table.ReadAllAsync(Token);

        await silo.Table.CleanupDefunctSiloEntriesAsync(Entries.Noon.AddDays(-1), Token);

        var after = await silo.Table.ReadAllAsync(Token);
        Assert.Equal([1, 2, 4, 5, 6, 7, 8, 9], after.Members.Select(member => int.Parse(
            member.Item1.SiloAddress.Endpoint.Address.ToString().Split('.')[3], CultureInfo.InvariantCulture)).Order());
        Assert.Equal(before.Version.Version, after.Version.Version);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cleaning_up_what_is_clean_writes_nothing(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        await Insert(silo, 1);
        var before = await silo.Table.ReadAllAsync(Token);

        await silo.Table.CleanupDefunctSiloEntriesAsync(Entries.Noon.AddDays(1), Token);

        await AssertUnchanged(silo, before);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Deleting_the_entries_removes_the_table_and_its_leases_and_only_of_this_cluster(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        await Insert(silo, 1);
        await silo.Table.UpdateIAmAliveAsync(Entries.Of(1), Token);

        await Assert.ThrowsAsync<ArgumentException>(() => silo.Table.DeleteMembershipTableEntriesAsync("another", Token));
        Assert.Single(await silo.Heartbeats.ListAsync(Token));
        await silo.Table.DeleteMembershipTableEntriesAsync(TestNamespace.ClusterId, Token);

        Assert.IsType<TableReading.Absent>(await silo.Store.ReadAsync(Token));
        Assert.Empty(await silo.Heartbeats.ListAsync(Token));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task The_methods_without_a_token_do_the_same(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
#pragma warning disable CS0618 // that they are obsolete is the point
        IMembershipTable table = silo.Table;
        await table.InitializeMembershipTable(true);
        Assert.True(await table.InsertRow(Entries.Of(1), (await table.ReadAll()).Version.Next()));
        var row = await table.ReadRow(TestSiloTable.Address(1));
        await table.UpdateIAmAlive(Entries.Of(1, at: Entries.Noon.AddHours(1)));
        Assert.True(await table.UpdateRow(Entries.Of(1, SiloStatus.Dead), row.Members[0].Item2, row.Version.Next()));
        await table.CleanupDefunctSiloEntries(Entries.Noon.AddDays(1));
        Assert.Empty((await table.ReadAll()).Members);
        await table.DeleteMembershipTableEntries(TestNamespace.ClusterId);
#pragma warning restore CS0618
    }

    private static string EtagOf(MembershipTableData data, int silo) => data.TryGet(TestSiloTable.Address(silo))!.Item2;

    private static Task BeatAsync(TestSiloTable silo, int number) => silo.Table.UpdateIAmAliveAsync(
        new MembershipEntry { SiloAddress = TestSiloTable.Address(number), IAmAliveTime = Entries.Noon }, Token);

    private static async Task Insert(TestSiloTable silo, params int[] numbers)
    {
        foreach (var number in numbers)
            await InsertUntilDone(silo, Entries.Of(number));
    }

    private static async Task InsertUntilDone(TestSiloTable silo, MembershipEntry entry)
    {
        while (!await silo.Table.InsertRowAsync(entry, (await silo.Table.ReadAllAsync(Token)).Version.Next(), Token))
            Token.ThrowIfCancellationRequested();
    }

    private static async Task AssertUnchanged(TestSiloTable silo, MembershipTableData expected)
    {
        var actual = await silo.Table.ReadAllAsync(Token);
        Assert.Equal(expected.Version, actual.Version);
        Assert.Equal(
            expected.Members.Select(member => (member.Item1.ToFullString(), member.Item2)),
            actual.Members.Select(member => (member.Item1.ToFullString(), member.Item2)));
    }
}
