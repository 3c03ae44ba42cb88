namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>A table that is deleted, reset, replaced or damaged is recognised by whoever has joined it, and restored from its last contents.</summary>
public sealed class LostTableTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Losses => new(
        from server in Servers.All.Select(row => row.Data)
        from loss in (string[])["deleted", "emptied", "blank", "bad row", "older version", "copied from another cluster", "replaced by an empty one"]
        select (server, loss));

    [Theory, MemberData(nameof(Losses))]
    public async Task It_is_recognised_and_restored_as_it_was(string server, string loss)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await MemberAsync(server, space);
        var last = await Contents(silo);

        await Lose(space, silo, loss);

        var lost = await Assert.ThrowsAsync<MembershipTableLostException>(() => silo.Table.ReadAllAsync(Token));
        Assert.Contains(space.Name, lost.Message, StringComparison.Ordinal);
        await silo.Guard.RestoreAsync(last, await silo.Store.ReadAsync(Token), Token);
        var data = await silo.Table.ReadAllAsync(Token);
        Assert.Equal(last.Version, data.Version.Version);
        Assert.Equal(TestSiloTable.Address(1), Assert.Single(data.Members).Item1.SiloAddress);
    }

    [Theory, MemberData(nameof(Losses))]
    public async Task Of_many_silos_that_restore_it_one_does(string server, string loss)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await MemberAsync(server, space);
        var last = await Contents(silo);
        await Lose(space, silo, loss);
        var reading = await silo.Store.ReadAsync(Token);

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => silo.Guard.RestoreAsync(last, reading, Token)));

        Assert.Single(results, result => result.Etag != last.Etag);
    }

    [Theory, MemberData(nameof(ServersOnly))]
    public async Task Another_clusters_living_table_is_left_alone(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await MemberAsync(server, space);
        var last = await Contents(silo);
        await space.DeleteTableAsync();
        var other = TableContents.Empty(last.Claim, silo.Name, 1).With(SiloRow.From(Entries.Of(9), null, null));
        var theirs = await silo.Store.CreateAsync(other, Token);

        await silo.Guard.RestoreAsync(last, await silo.Store.ReadAsync(Token), Token);

        Assert.Equal(theirs!.Etag, (await space.TableAsync()).Metadata.ResourceVersion);
        var lost = await Assert.ThrowsAsync<MembershipTableLostException>(() => silo.Table.ReadAllAsync(Token));
        Assert.Contains("was replaced by another cluster's table", lost.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(ServersOnly))]
    public async Task Another_clusters_table_whose_silos_cannot_be_running_is_overwritten(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await MemberAsync(server, space);
        var last = await Contents(silo);
        await space.CreatePodAsync("replaced-0", "10.0.0.8");
        await space.DeleteTableAsync();
        var older = TableContents.Empty(last.Claim, silo.Name, 40)
            .With(SiloRow.From(Entries.Of(TestSiloTable.Address(7)), "gone-0", "uid-of-a-pod-that-is-gone"))
            .With(SiloRow.From(Entries.Of(TestSiloTable.Address(8)), "replaced-0", "uid-of-its-predecessor"))
            .With(SiloRow.From(Entries.Of(TestSiloTable.Address(1, 999)), null, null)); // this silo has its address now
        await silo.Store.CreateAsync(older, Token);

        await silo.Guard.RestoreAsync(last, await silo.Store.ReadAsync(Token), Token);

        var data = await silo.Table.ReadAllAsync(Token);
        Assert.Equal(last.Version, data.Version.Version);
        Assert.Equal(TestSiloTable.Address(1), Assert.Single(data.Members).Item1.SiloAddress);
    }

    [Theory, MemberData(nameof(ServersOnly))]
    public async Task A_slow_answer_with_an_older_version_is_no_loss(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await MemberAsync(server, space);
        var old = await silo.Store.ReadAsync(Token);
        var floor = silo.Memory.Version;
        var data = await silo.Table.ReadAllAsync(Token);
        Assert.True(await silo.Table.InsertRowAsync(Entries.Of(2), data.Version.Next(), Token));
        await silo.Table.ReadAllAsync(Token);

        var answer = silo.Memory.Accept(old, floor);

        Assert.Equal(1, answer.Version);
        Assert.Equal(2, silo.Memory.Version);
    }

    public static TheoryData<string> ServersOnly => Servers.All;

    private static async Task<TestSiloTable> MemberAsync(string server, TestNamespace space)
    {
        var silo = await TestSiloTable.JoinedAsync(server, space);
        Assert.True(await silo.Table.InsertRowAsync(Entries.Of(silo.Self.Address), (await silo.Table.ReadAllAsync(Token)).Version.Next(), Token));
        await silo.Table.ReadAllAsync(Token);
        return silo;
    }

    private static async Task Lose(TestNamespace space, TestSiloTable silo, string loss)
    {
        switch (loss)
        {
            case "deleted":
                await space.DeleteTableAsync();
                return;
            case "replaced by an empty one":
                var claim = (await Contents(silo)).Claim;
                await space.DeleteTableAsync();
                await silo.Store.CreateAsync(TableContents.Empty(claim, silo.Name, 0), Token);
                return;
        }

        await space.EditTableAsync(table =>
        {
            switch (loss)
            {
                case "emptied": foreach (var key in table.Keys.Where(key => key != "cluster").ToList()) table.Remove(key); break;
                case "blank": table.Clear(); break;
                case "bad row": table[TableName.KeyOf(silo.Self.Address)] = "{\"silo\":"; break;
                case "older version": table["version"] = "0"; table.Remove(TableName.KeyOf(silo.Self.Address)); break;
                case "copied from another cluster": table["cluster"] = "older"; break;
                default: throw new ArgumentOutOfRangeException(nameof(loss));
            }
        });
    }

    private static async Task<TableContents> Contents(TestSiloTable silo) =>
        Assert.IsType<TableReading.Usable>(await silo.Store.ReadAsync(Token)).Contents;
}
