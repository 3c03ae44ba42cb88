using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NetpolOrleans.Failover.Tests.Harness;
using NetpolOrleans.Failover.Tests.Observing;

namespace NetpolOrleans.Failover.Tests.Scenarios;

/// <summary>A converged cluster, and all that can happen to those who look after it: no policy is written, and no Event.</summary>
[Collection(Alone.Name)]
public sealed class StillTests
{
    private readonly List<string> rows = ["| what happens | what is seen | served again after | policies and Events written |\n|---|---|---|---|"];

    [Fact]
    public async Task Replicas_that_die_freeze_and_leave_over_a_converged_cluster_cause_no_write()
    {
        await using var theatre = await Theatre.OpenAsync(3);

        await HappensAsync(theatre, "kill -9 of one", "its shards are listed by the others", async () =>
        {
            theatre.Replicas.Find(1).Kill();
            await theatre.Replicas.EndedAsync(1);
            await theatre.Replicas.SettledAsync();
        });
        await theatre.Replicas.StartAsync(1);
        await theatre.Replicas.SettledAsync();
        await HappensAsync(theatre, "SIGSTOP of one, and SIGCONT", "it is voted dead, ends itself when it wakes, and joins anew", async () =>
        {
            theatre.Replicas.Find(2).Freeze();
            await theatre.Membership.UntilAsync(table => table.StatusOf("netpol-orleans-2") == "Dead", "the frozen replica is declared dead");
            theatre.Replicas.Find(2).Thaw();
            Assert.NotEqual(0, await theatre.Replicas.EndedAsync(2));
            theatre.Replicas.Run(2);
            await theatre.Replicas.SettledAsync();
        });
        await HappensAsync(theatre, Sizes.IsFull ? "a rolling update" : "SIGTERM of one, and its successor", "what leaves hands over what it has", async () =>
        {
            for (var ordinal = Sizes.IsFull ? 2 : 0; ordinal >= 0; ordinal--)
            {
                theatre.Replicas.Find(ordinal).Terminate();
                Assert.Equal(0, await theatre.Replicas.EndedAsync(ordinal));
                await theatre.Replicas.StartAsync(ordinal);
                await theatre.Replicas.SettledAsync();
            }
        });
        foreach (var (left, harm) in new (string, Func<Task>)[]
        {
            ("their Leases deleted", async () => Assert.NotEqual(0, await theatre.Membership.DeleteLeasesAsync())),
            ("the membership object and their Leases deleted", async () =>
            {
                await theatre.Membership.DeleteAsync();
                await theatre.Membership.DeleteLeasesAsync();
            }),
            ("the membership object left of an older cluster id", () => theatre.Membership.EditAsync(data => data["cluster"] = "older")),
            ("the membership object left full of silos whose pods are gone", () => theatre.Membership.EditAsync(Crowd)),
        })
            await HappensAsync(theatre, $"all killed, {left}, all started again", "a cluster of those who run", async () =>
            {
                for (var ordinal = 0; ordinal < 3; ordinal++) theatre.Replicas.Find(ordinal).Kill();
                for (var ordinal = 0; ordinal < 3; ordinal++) await theatre.Replicas.EndedAsync(ordinal);
                await harm();
                for (var ordinal = 0; ordinal < 3; ordinal++) theatre.Replicas.Run(ordinal);
                await theatre.Replicas.SettledAsync();
                await theatre.Membership.UntilAsync(table => table.Living.SequenceEqual(Replicas.Names(3)), "all three are members");
            });
        Assert.Equal(0, theatre.Replicas.Restarts);
        await EndAsync(theatre, "Replicas of a converged cluster");
    }

    [Fact]
    public async Task A_membership_object_that_is_harmed_under_running_replicas_is_put_right_and_causes_no_write()
    {
        await using var theatre = await Theatre.OpenAsync(3);
        var before = (await theatre.Membership.ReadAsync())!;
        var older = (JsonObject)before.Data.DeepClone();
        foreach (var row in older.Where(pair => pair.Key.StartsWith("silo.", StringComparison.Ordinal)).Select(pair => pair.Key).ToList()) older.Remove(row);
        (older["incarnation"], older["version"]) = ("olderlife", "7");
        older["silo.10.9.8.7-11111-77"] = Row("10.9.8.7:11111@77", "netpol-orleans-9", "uid-of-a-pod-that-is-gone");

        foreach (var (harm, said, act) in new (string, string, Func<Task>)[]
        {
            ("deleted", "is missing", theatre.Membership.DeleteAsync),
            ("a row of half JSON", "is unreadable", () => theatre.Membership.EditAsync(data => data[FirstRow(data)] = "{\"silo\":\"127.0.0.1:1")),
            ("a row that is no silo's", "has no silo address", () => theatre.Membership.EditAsync(data => data["silo.nobody"] = "{\"silo\":\"nobody\",\"status\":\"Active\",\"name\":\"x\"}")),
            ("a version that is no number", "is no number", () => theatre.Membership.EditAsync(data => data["version"] = "many")),
            ("set back to an older version", "went back from version", () => theatre.Membership.EditAsync(data => data["version"] = "1")),
            ("emptied", "was emptied", () => theatre.Membership.EditAsync(data => data.Clear())),
            ("another cluster's id in it", "names another cluster", () => theatre.Membership.EditAsync(data => data["cluster"] = "older")),
            ("replaced by that of an older cluster, whose silos are gone", "was replaced by another cluster's table", async () =>
            {
                await theatre.Membership.DeleteAsync();
                await theatre.Membership.ReplaceAsync(older);
            }),
        })
        {
            await HappensAsync(theatre, $"membership object: {harm}", $"“{said} …”, restored", async () =>
            {
                var (uid, version) = (await theatre.Membership.ReadAsync()) is { } now ? (now.Uid, now.ResourceVersion) : ("", "");
                await act();
                await theatre.Membership.UntilAsync(
                    table => (table.Uid, table.ResourceVersion) != (uid, version) && table.Incarnation == before.Incarnation && table.Version >= before.Version
                        && (string?)table.Data["cluster"] == (string?)before.Data["cluster"] && table.Living.SequenceEqual(Replicas.Names(3)), $"the table that was harmed ({harm}) is as it was");
                await theatre.Replicas.SettledAsync();
            });
            await theatre.Replicas.UntilAsync(_ => theatre.Replicas.Running.Any(replica => replica.Said(said)), $"somebody says \"{said}\" of the table that was harmed ({harm})");
        }

        await theatre.Membership.UntilLeasesAsync(3);
        await HappensAsync(theatre, "all Leases deleted", "written anew with the next heartbeats", async () =>
        {
            await theatre.Membership.DeleteLeasesAsync();
            await theatre.Replicas.SettledAsync();
        });
        await theatre.Membership.UntilLeasesAsync(3);
        Assert.Equal(0, theatre.Replicas.Restarts);
        await EndAsync(theatre, "The membership object, harmed");
    }

    [Theory]
    [InlineData("refuses connections")]
    [InlineData("accepts connections and says nothing")]
    public async Task While_the_api_server_is_away_everything_stays_as_it_is_and_goes_on_after(string how)
    {
        ApiWay? way = null;
        await using var theatre = await Theatre.OpenAsync(3, opening =>
        {
            way = ApiWay.Of(opening.World);
            opening.Replicas.Setup = _ => new() { Kubeconfig = way.Kubeconfig };
        });
        await using var _ = way!;
        var still = await Stillness.BeginAsync(theatre);
        var before = (await theatre.Membership.ReadAsync())!.Living.ToList();

        if (how.StartsWith("refuses", StringComparison.Ordinal)) way!.Refuse();
        else way!.Silence();
        await Pause(Sizes.Outage);
        await theatre.Replicas.UntilAsync(
            statuses => statuses.Values.All(status => status?.Missing is [var only] && only.StartsWith("the replica may not write", StringComparison.Ordinal)), "every replica says that it may not write");
        Assert.All((await theatre.Replicas.StatusesAsync()).Values, status => Assert.Equal(3, status?.Silos.Count)); // nobody is given up, and nobody ends
        Assert.All(await Task.WhenAll(theatre.Replicas.Running.Select(replica => replica.IsAliveAsync(World.Cancellation))), Assert.True);
        var kept = await still.KeptAsync(how);

        way.Mend();
        var back = Stopwatch.GetTimestamp();
        var round = await theatre.DisturbAsync($"right after an API server that {how} is back", null, () => Pause(TimeSpan.FromSeconds(2)));
        await theatre.Replicas.SettledAsync();
        rows.Add(Row($"the API server {how} for {Sizes.Outage.TotalSeconds:0} s", "all stay, alive and not ready; the fence is closed", round.Worst, kept));
        TestContext.Current.TestOutputHelper?.WriteLine($"settled {Stopwatch.GetElapsedTime(back).TotalSeconds:F1} s after it is back");
        Assert.Equal(before, (await theatre.Membership.ReadAsync())!.Living);
        Assert.Equal(0, theatre.Replicas.Restarts);
        await theatre.Replicas.UntilAsync(
            _ => theatre.Replicas.Running.All(replica => !theatre.Replicas.AllStayed || (replica.Said("cannot be read") && replica.Said("can be read again"))), "every replica says when the table cannot be read, and when it can again");
        await theatre.EndedWellAsync();
        Report.Write("The API server away", rows);
    }

    /// <summary>Lets something happen, waits until all is served again, and sees that nothing was written.</summary>
    private async Task HappensAsync(Theatre theatre, string what, string seen, Func<Task> happening)
    {
        var still = await Stillness.BeginAsync(theatre);
        var began = Stopwatch.GetTimestamp();
        try
        {
            await happening();
        }
        catch (Xunit.Sdk.XunitException)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(theatre.Logs);
            throw;
        }

        var took = Stopwatch.GetElapsedTime(began);
        await Converged.ReachedAsync(theatre.World);
        rows.Add(Row(what, seen, took, await still.KeptAsync(what)));
        TestContext.Current.TestOutputHelper?.WriteLine(rows[^1]);
    }

    /// <summary>After all of it the controller works.</summary>
    private async Task EndAsync(Theatre theatre, string title)
    {
        await theatre.DisturbAsync("afterwards", null, () => Pause(TimeSpan.FromSeconds(1)));
        await theatre.EndedWellAsync();
        Report.Write(title, rows);
    }

    private static string Row(string what, string seen, TimeSpan after, string written) =>
        string.Create(CultureInfo.InvariantCulture, $"| {what} | {seen} | {after.TotalSeconds:F1} s | {written} |");

    private static string Row(string silo, string name, string uid) =>
        new JsonObject { ["silo"] = silo, ["status"] = "Active", ["name"] = name, ["podName"] = name, ["podUid"] = uid, ["startTime"] = "2026-01-01T00:00:00Z" }.ToJsonString();

    /// <summary>Fifty rows that say Active, and fifty that say Dead, of pods of another time.</summary>
    private static void Crowd(JsonObject data)
    {
        for (var number = 1; number <= 100; number++)
        {
            var (silo, name) = (string.Create(CultureInfo.InvariantCulture, $"10.9.8.{number}:11111@{number}"), string.Create(CultureInfo.InvariantCulture, $"former-{number}"));
            data[Key(number)] = Row(silo, name, $"uid-of-{name}");
            if (number % 2 == 0) data[Key(number)] = ((string)data[Key(number)]!).Replace("Active", "Dead", StringComparison.Ordinal);
        }

        static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"silo.10.9.8.{number}-11111-{number}");
    }

    private static string FirstRow(JsonObject data) => data.First(pair => pair.Key.StartsWith("silo.", StringComparison.Ordinal)).Key;

    private static Task Pause(TimeSpan time) => Task.Delay(time, TimeProvider.System, World.Cancellation);
}
