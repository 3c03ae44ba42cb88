using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>What happens to a running cluster's table, and what the silos make of it.</summary>
[Collection(SiloCollection.Name)]
public sealed class RunningSiloTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Servers => Tests.Servers.All;

    public static TheoryData<string, string> Damages => new(
        from server in Tests.Servers.All.Select(row => row.Data)
        from damage in (string[])["deleted", "emptied", "bad row", "set back"]
        select (server, damage));

    [Theory, MemberData(nameof(Damages))]
    public async Task A_damaged_table_is_restored_and_the_cluster_goes_on(string server, string damage)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        await using var first = await InProcessSilo.StartAsync(server, space, "silo-0");
        await using var second = await InProcessSilo.StartAsync(server, space, "silo-1");
        await InProcessSilo.UntilAsync(() => first.Active == 2 && second.Active == 2 && first.Fence.MayWrite && second.Fence.MayWrite);
        var before = (await space.TableAsync()).Data;

        if (damage == "deleted")
            await space.DeleteTableAsync();
        else
            await space.EditTableAsync(table => Damage(table, damage));

        await UntilAsync(async () => await TryTableAsync(space) is { } data && IsAsGoodAs(before, data));
        await InProcessSilo.UntilAsync(() => first.Fence.MayWrite && second.Fence.MayWrite);
        await using var third = await InProcessSilo.StartAsync(server, space, "silo-2");
        await InProcessSilo.UntilAsync(() => first.Active == 3 && second.Active == 3 && third.Active == 3);
        Assert.Empty(first.End.Reasons.Concat(second.End.Reasons));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_table_that_no_silo_can_restore_ends_them_all(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        await using var silo = await InProcessSilo.StartAsync(server, space, "silo-0", options => options.TableLossTimeout = TimeSpan.FromSeconds(2));
        await InProcessSilo.UntilAsync(() => silo.Fence.MayWrite);

        silo.Faults.Answer = request => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/configmaps", StringComparison.Ordinal)
            ? Faults.Status(HttpStatusCode.Forbidden, "no")
            : null;
        await space.DeleteTableAsync();

        Assert.StartsWith($"configmap orleans-test in namespace {space.Name} is missing, and no silo could restore it", await silo.End.First.WaitAsync(Token), StringComparison.Ordinal);
        Assert.False(silo.Fence.MayWrite);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task While_the_api_server_is_away_the_cluster_stays_and_writes_nothing(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        await using var first = await InProcessSilo.StartAsync(server, space, "silo-0", options => options.TableLossTimeout = TimeSpan.FromSeconds(1));
        await using var second = await InProcessSilo.StartAsync(server, space, "silo-1", options => options.TableLossTimeout = TimeSpan.FromSeconds(1));
        await InProcessSilo.UntilAsync(() => first.Active == 2 && second.Active == 2 && first.Fence.MayWrite && second.Fence.MayWrite);

        first.Faults.Answer = second.Faults.Answer = _ => throw new HttpRequestException("connection refused");
        await InProcessSilo.UntilAsync(() => !first.Fence.MayWrite && !second.Fence.MayWrite);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Token); // three times the table's loss timeout
        Assert.Equal((2, 2), (first.Active, second.Active));
        first.Faults.Answer = second.Faults.Answer = null;

        await InProcessSilo.UntilAsync(() => first.Fence.MayWrite && second.Fence.MayWrite);
        Assert.Empty(first.End.Reasons.Concat(second.End.Reasons));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_silo_that_is_declared_dead_learns_it_from_the_watch(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        await using var silo = await InProcessSilo.StartAsync(server, space, "silo-0", options =>
            (options.PollPeriod, options.FenceTimeout) = (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3)));
        await InProcessSilo.UntilAsync(() => silo.Active == 1);

        await space.EditTableAsync(table =>
        {
            var row = table.Single(pair => pair.Key.StartsWith("silo.", StringComparison.Ordinal));
            table[row.Key] = row.Value.Replace("\"Active\"", "\"Dead\"", StringComparison.Ordinal);
            table["version"] = "99";
        });

        Assert.Contains("told I am dead", await silo.End.First.WaitAsync(TimeSpan.FromMinutes(5), Token), StringComparison.Ordinal);
        await InProcessSilo.UntilAsync(() => silo.Fence.Reason == "this silo has been declared dead");
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task The_membership_is_measured(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        var measured = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == ClusteringMeter.Name)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => measured[instrument.Name] = value);
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => measured[instrument.Name] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => measured[instrument.Name] = value);
        listener.Start();

        await using var silo = await InProcessSilo.StartAsync(server, space, "silo-0");
        await InProcessSilo.UntilAsync(() =>
        {
            listener.RecordObservableInstruments();
            return measured.ContainsKey("orleans.membership.heartbeat_age") && measured["orleans.membership.active_silos"] == 1 && measured["orleans.membership.fence_open"] == 1
                && measured["orleans.membership.view_version"] == silo.Membership.CurrentSnapshot.Version.Value;
        });

        Assert.InRange(measured["orleans.membership.table_size"], 200, 1000);
    }

    /// <summary>Whether a table is what it was, or what its silos have made of it since.</summary>
    private static bool IsAsGoodAs(IDictionary<string, string> before, IDictionary<string, string> now) =>
        before.All(pair => now.TryGetValue(pair.Key, out var value) && (value == pair.Value || (pair.Key.StartsWith("silo.", StringComparison.Ordinal) && value.StartsWith('{')) || pair.Key == "version"))
        && int.Parse(now["version"], CultureInfo.InvariantCulture) >= int.Parse(before["version"], CultureInfo.InvariantCulture);

    private static void Damage(IDictionary<string, string> table, string damage)
    {
        switch (damage)
        {
            case "emptied":
                table.Clear();
                break;
            case "bad row":
                table[table.Keys.First(key => key.StartsWith("silo.", StringComparison.Ordinal))] = "?";
                break;
            default:
                table["version"] = "1";
                break;
        }
    }

    private static async Task<IDictionary<string, string>?> TryTableAsync(TestNamespace space)
    {
        try
        {
            return (await space.TableAsync()).Data;
        }
        catch (k8s.Autorest.HttpOperationException gone) when (gone.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await isSo())
            await timer.WaitForNextTickAsync(Token);
    }
}
