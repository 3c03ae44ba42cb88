using k8s.Models;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>Heartbeats: they change neither version nor etag.</summary>
public sealed partial class MembershipContractTests
{
    [Theory, MemberData(nameof(Servers))]
    public async Task A_heartbeat_changes_the_time_and_nothing_else(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        await Insert(silo, 1, 2);
        var before = await silo.Table.ReadAllAsync(Token);
        var now = Entries.Noon.AddMinutes(7);

        await silo.Table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = TestSiloTable.Address(1), IAmAliveTime = now }, Token);

        var after = await silo.Table.ReadAllAsync(Token);
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(EtagOf(before, 1), EtagOf(after, 1));
        Assert.Equal(now, after.TryGet(TestSiloTable.Address(1))!.Item1.IAmAliveTime);
        var expected = Entries.Of(1);
        expected.IAmAliveTime = now;
        Assert.Equal(expected.ToFullString(), after.TryGet(TestSiloTable.Address(1))!.Item1.ToFullString());
        Assert.Equal(Entries.Of(2).ToFullString(), after.TryGet(TestSiloTable.Address(2))!.Item1.ToFullString());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task What_a_silo_says_of_itself_travels_with_its_heartbeat_in_the_one_request_and_disturbs_nothing(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        await Insert(silo, 1, 2);
        await BeatAsync(silo, 1);
        await BeatAsync(silo, 2);
        var before = await silo.Table.ReadAllAsync(Token);
        var requests = new List<string>();
        silo.Faults.Answer = request =>
        {
            requests.Add($"{request.Method}");
            return null;
        };

        silo.Notes["example.com/shards"] = "3";
        await BeatAsync(silo, 1);
        await BeatAsync(silo, 2);

        silo.Faults.Answer = null;
        var after = await silo.Table.ReadAllAsync(Token);
        Assert.Equal(["PATCH", "PATCH"], requests);
        Assert.Equal((before.Version, EtagOf(before, 1)), (after.Version, EtagOf(after, 1)));
        Assert.Equal(["3", null], (await space.LeasesAsync()).Select(lease => lease.GetAnnotation("example.com/shards")).OrderDescending());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_silo_that_cannot_say_anything_of_itself_beats_all_the_same(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space, notes: () => throw new InvalidOperationException("not now"));
        await Insert(silo, 1);

        await BeatAsync(silo, 1);

        Assert.Equal(Entries.Noon, Assert.Single(await silo.Heartbeats.ListAsync(Token)).Renewed);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_heartbeats_time_is_kept_to_the_microsecond(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        await Insert(silo, 1);

        foreach (var time in (DateTime[])[Entries.Noon.AddTicks(12_345_670), Entries.Noon.AddSeconds(3), Entries.Noon.AddTicks(10_000_000 * 5L - 10)])
        {
            await silo.Table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = TestSiloTable.Address(1), IAmAliveTime = time }, Token);
            Assert.Equal(time, (await silo.Table.ReadAllAsync(Token)).Members[0].Item1.IAmAliveTime);
        }
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_heartbeat_of_a_silo_without_a_row_makes_none(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        await Insert(silo, 1);
        var before = await silo.Table.ReadAllAsync(Token);

        await silo.Table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = TestSiloTable.Address(9), IAmAliveTime = Entries.Noon }, Token);

        await AssertUnchanged(silo, before);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Rows_and_heartbeats_of_ipv6_silos_are_kept(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        var (entry, now) = (Entries.Of(SiloAddress.New(System.Net.IPAddress.Parse("fd00:10:244::17"), 11111, 1000)), Entries.Noon.AddMinutes(1));

        Assert.True(await silo.Table.InsertRowAsync(entry, (await silo.Table.ReadAllAsync(Token)).Version.Next(), Token));
        await silo.Table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = entry.SiloAddress, IAmAliveTime = now }, Token);

        var row = Assert.Single((await silo.Table.ReadRowAsync(entry.SiloAddress, Token)).Members).Item1;
        entry.IAmAliveTime = now;
        Assert.Equal(entry.ToFullString(), row.ToFullString());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task What_was_read_before_a_heartbeat_still_updates_after_it(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await TestSiloTable.JoinedAsync(server, space);
        await Insert(silo, 1);
        var before = await silo.Table.ReadAllAsync(Token);

        for (var beat = 1; beat <= 3; beat++)
            await silo.Table.UpdateIAmAliveAsync(
                new MembershipEntry { SiloAddress = TestSiloTable.Address(1), IAmAliveTime = Entries.Noon.AddSeconds(beat) }, Token);

        Assert.True(await silo.Table.UpdateRowAsync(Entries.Of(1, SiloStatus.ShuttingDown), EtagOf(before, 1), before.Version.Next(), Token));
        var row = (await silo.Table.ReadAllAsync(Token)).Members[0].Item1;
        Assert.Equal(SiloStatus.ShuttingDown, row.Status);
        Assert.Equal(Entries.Noon.AddSeconds(3), row.IAmAliveTime);
    }
}
