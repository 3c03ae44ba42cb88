using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

public sealed class SiloReaperTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Servers => Tests.Servers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task All_whose_pod_is_gone_are_declared_dead_in_one_write(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await WithRowsAsync(server, space, "gone-1", "gone-2", "there-3");
        var before = (await silo.Table.ReadAllAsync(Token)).Version.Version;

        await Reaper(silo).ReapAsync(2, Token);

        var after = await silo.Table.ReadAllAsync(Token);
        Assert.Equal(before + 1, after.Version.Version);
        Assert.Equal(["gone-1", "gone-2"], after.Members.Select(member => member.Item1).Where(row => row.Status == SiloStatus.Dead).Select(row => row.SiloName));
        Assert.All(after.Members.Where(member => member.Item1.Status == SiloStatus.Dead), member =>
            Assert.Equal(silo.Self.Address, Assert.Single(member.Item1.SuspectTimes!).Item1));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_write_that_came_second_is_repeated_until_it_has_happened(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await WithRowsAsync(server, space, "gone-1");
        var races = 3;
        silo.Faults.Before = async (request, _) =>
        {
            if (request.Method == HttpMethod.Put && races-- > 0)
                await space.EditTableAsync(table => table["note"] = $"race {races}");
        };

        await Reaper(silo).ReapAsync(1, Token);

        Assert.Contains((await silo.Table.ReadAllAsync(Token)).Members, member => member.Item1.Status == SiloStatus.Dead);
        Assert.InRange(races, int.MinValue, 0);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Nothing_is_written_where_nobody_is_gone(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await WithRowsAsync(server, space, "there-1", "there-2");
        var before = (await space.TableAsync()).Metadata.ResourceVersion;

        await Reaper(silo).ReapAsync(2, Token);

        Assert.Equal(before, (await space.TableAsync()).Metadata.ResourceVersion);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task The_younger_a_silo_the_less_often_it_looks(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var silo = await WithRowsAsync(server, space, "gone-1", "gone-2");
        var looks = 0;
        silo.Faults.Before = (request, _) =>
        {
            looks += request.RequestUri!.AbsolutePath.Contains("/pods/", StringComparison.Ordinal) ? 1 : 0;
            return Task.CompletedTask;
        };

        await Reaper(silo).ReapAsync(1, Token); // two older: at every second tick

        Assert.Equal(0, looks);
        await Reaper(silo).ReapAsync(2, Token);
        Assert.Equal(2, looks);
    }

    /// <summary>A table with a row of this silo, the youngest, and a row for each name; the pods whose name begins with "there" exist.</summary>
    private static async Task<TestSiloTable> WithRowsAsync(string server, TestNamespace space, params string[] names)
    {
        var silo = await TestSiloTable.JoinedAsync(server, space);
        var contents = Assert.IsType<TableReading.Usable>(await silo.Store.ReadAsync(Token)).Contents;
        contents = contents.With(SiloRow.From(Entries.Of(silo.Self.Address, at: Entries.Noon.AddDays(1)), null, null));
        for (var index = 0; index < names.Length; index++)
        {
            var uid = names[index].StartsWith("there", StringComparison.Ordinal) ? await space.CreatePodAsync(names[index], $"10.0.0.{index + 2}") : "uid";
            contents = contents.With(SiloRow.From(Entries.Of(index + 2), names[index], uid) with { Name = names[index] });
        }

        await silo.Store.ReplaceAsync(contents with { Version = 1 }, Token);
        return silo;
    }

    private static SiloReaper Reaper(TestSiloTable silo)
    {
        var options = Options.Create(new KubernetesClusteringOptions());
        var push = new MembershipPush(new StillMembership(), options, TimeProvider.System, NullLogger<MembershipPush>.Instance);
        return new SiloReaper(
            silo.Store, new PodReader(silo.Api, options), silo.Memory, push, silo.Self, options, silo.Metrics, TimeProvider.System, NullLogger<SiloReaper>.Instance);
    }
}
