namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>What <see cref="IMembershipTable"/> guarantees when several silos write at once, each through a client of its own.</summary>
public sealed class ConcurrentContractTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Servers => Tests.Servers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Every_update_of_one_row_counts_once(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var first = await TestSiloTable.JoinedAsync(server, space);
        await UntilDone(first, (table, data) => table.InsertRowAsync(Entries.Of(1), data.Version.Next(), Token));
        var silos = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TestSiloTable.JoinedAsync(server, space)));

        await Task.WhenAll(silos.SelectMany(silo => Enumerable.Range(0, 5).Select(async _ =>
            await UntilDone(silo, (table, data) => table.UpdateRowAsync(data.Members[0].Item1, data.Members[0].Item2, data.Version.Next(), Token)))));

        var after = await first.Table.ReadAllAsync(Token);
        Assert.Equal(21, after.Version.Version);
        Assert.Equal(Entries.Of(1).ToFullString(), Assert.Single(after.Members).Item1.ToFullString());
        Assert.All(silos, silo => silo.Dispose());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Votes_of_different_silos_are_all_kept(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var first = await TestSiloTable.JoinedAsync(server, space);
        await UntilDone(first, (table, data) => table.InsertRowAsync(Entries.Of(1), data.Version.Next(), Token));
        var voters = await Task.WhenAll(Enumerable.Range(2, 6).Select(number => TestSiloTable.JoinedAsync(server, space, TestSiloTable.Identity($"silo-{number}", number))));

        await Task.WhenAll(voters.Select(voter => UntilDone(voter, (table, data) =>
        {
            var (entry, etag) = data.TryGet(TestSiloTable.Address(1))!;
            entry.AddSuspector(voter.Self.Address, Entries.Noon);
            return table.UpdateRowAsync(entry, etag, data.Version.Next(), Token);
        })));

        var row = (await first.Table.ReadAllAsync(Token)).Members[0].Item1;
        Assert.Equal(voters.Select(voter => voter.Self.Address).Order(), row.SuspectTimes!.Select(vote => vote.Item1).Order());
        Assert.All(voters, voter => voter.Dispose());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Heartbeats_never_make_a_write_come_second(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        await UntilDone(silo, (table, data) => table.InsertRowAsync(Entries.Of(1), data.Version.Next(), Token));
        using var done = new CancellationTokenSource();
        var beating = Enumerable.Range(1, 4).Select(async number =>
        {
            for (var beat = 1; !done.IsCancellationRequested; beat++)
                await silo.Table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = TestSiloTable.Address(number), IAmAliveTime = Entries.Noon.AddSeconds(beat) }, Token);
        }).ToList();

        var data = await silo.Table.ReadAllAsync(Token);
        for (var version = 2; version <= 20; version++)
        {
            Assert.True(await silo.Table.UpdateRowAsync(data.Members[0].Item1, data.Members[0].Item2, data.Version.Next(), Token), "an update without another writer");
            data = await silo.Table.ReadAllAsync(Token);
            Assert.Equal(version, data.Version.Version);
        }

        await done.CancelAsync();
        await Task.WhenAll(beating);
        Assert.Single(data.Members); // those that only beat have no row
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cleaning_up_loses_nothing_that_is_written_meanwhile(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var cleaner = await TestSiloTable.JoinedAsync(server, space);
        foreach (var number in Enumerable.Range(1, 10))
            await UntilDone(cleaner, (table, data) => table.InsertRowAsync(Entries.Of(number, SiloStatus.Dead, Entries.Noon.AddDays(-10)), data.Version.Next(), Token));
        using var writer = await TestSiloTable.JoinedAsync(server, space, TestSiloTable.Identity("silo-99", 99));

        var writing = Task.WhenAll(Enumerable.Range(101, 10).Select(number =>
            UntilDone(writer, (table, data) => table.InsertRowAsync(Entries.Of(number), data.Version.Next(), Token))));
        while (!writing.IsCompleted)
            await cleaner.Table.CleanupDefunctSiloEntriesAsync(Entries.Noon.AddDays(-1), Token);
        await writing;
        await cleaner.Table.CleanupDefunctSiloEntriesAsync(Entries.Noon.AddDays(-1), Token);

        var after = await cleaner.Table.ReadAllAsync(Token);
        Assert.Equal(20, after.Version.Version);
        Assert.Equal(
            Enumerable.Range(101, 10).Select(number => TestSiloTable.Address(number)).Order(), after.Members.Select(member => member.Item1.SiloAddress).Order());
    }

    private static async Task UntilDone(TestSiloTable silo, Func<KubernetesMembershipTable, MembershipTableData, Task<bool>> write)
    {
        while (!await write(silo.Table, await silo.Table.ReadAllAsync(Token)))
            Token.ThrowIfCancellationRequested();
    }
}
