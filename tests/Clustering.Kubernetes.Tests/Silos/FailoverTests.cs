namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>Silos in processes of their own, killed, frozen and stopped. How long that takes is in the output; what takes how long is for tests/Failover.Tests, at full size.</summary>
[Collection(SiloCollection.Name)]
public sealed class FailoverTests(ITestOutputHelper output)
{
    public static TheoryData<string> Servers => Tests.Servers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task A_killed_silo_is_declared_dead_by_the_others(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        await using var first = SiloProcess.Start(space, "silo-0");
        await using var second = SiloProcess.Start(space, "silo-1");
        await using var third = SiloProcess.Start(space, "silo-2");
        await AllSeeAllAsync(first, second, third);

        var killed = Now;
        third.Kill();
        var seen = await Task.WhenAll(first.SeesActiveAsync("silo-0", "silo-1"), second.SeesActiveAsync("silo-0", "silo-1"));

        Report("kill -9 to declared dead", killed, seen);
        Assert.All(seen, line => Assert.Contains("silo-2=Dead", line, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_frozen_silo_is_declared_dead_and_may_not_write_when_it_wakes(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        await using var first = SiloProcess.Start(space, "silo-0", probes: true);
        await using var second = SiloProcess.Start(space, "silo-1", probes: true);
        await using var third = SiloProcess.Start(space, "silo-2", probes: true);
        await AllSeeAllAsync(first, second, third);
        await third.SaysAsync("FENCE open");

        var frozen = Now;
        third.Freeze();
        var seen = await Task.WhenAll(first.SeesActiveAsync("silo-0", "silo-1"), second.SeesActiveAsync("silo-0", "silo-1"));
        Report("SIGSTOP to declared dead", frozen, seen);
        var woken = Now;
        third.Thaw();

        Assert.NotEqual(0, await third.ExitAsync());
        Assert.DoesNotContain(third.Output.Split('\n'), line => line.Contains(" FENCE open", StringComparison.Ordinal) && SiloProcess.TimeOf(line) > woken);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_terminated_silo_leaves_at_once(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        await using var first = SiloProcess.Start(space, "silo-0");
        await using var second = SiloProcess.Start(space, "silo-1");
        await AllSeeAllAsync(first, second);

        var terminated = Now;
        second.Terminate();

        Report("SIGTERM to no longer active", terminated, [await first.SeesActiveAsync("silo-0")]);
        Assert.Equal(0, await second.ExitAsync());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task All_silos_killed_at_once_come_back_without_waiting_for_the_dead(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        string[] names = ["silo-0", "silo-1", "silo-2"];
        var uids = await Task.WhenAll(names.Select(name => space.CreatePodAsync(name, "127.0.0.1")));
        var before = names.Zip(uids, (name, uid) => SiloProcess.Start(space, name, uid)).ToArray();
        await AllSeeAllAsync(before);

        foreach (var silo in before)
            silo.Kill();
        foreach (var silo in before)
            await silo.DisposeAsync();
        await Task.WhenAll(names.Select(space.DeletePodAsync));
        uids = await Task.WhenAll(names.Select(name => space.CreatePodAsync(name, "127.0.0.1")));
        var started = Now;
        var after = names.Zip(uids, (name, uid) => SiloProcess.Start(space, name, uid)).ToArray();
        var seen = await AllSeeAllAsync(after);

        Report("start of all to all active", started, seen);
        foreach (var silo in after)
            await silo.DisposeAsync();
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_table_that_is_deleted_under_running_silos_is_back_at_once_and_they_stay(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        await using var first = SiloProcess.Start(space, "silo-0");
        await using var second = SiloProcess.Start(space, "silo-1");
        await AllSeeAllAsync(first, second);
        var incarnation = (await space.TableAsync()).Data["incarnation"];

        await space.DeleteTableAsync();

        var restorers = await Task.WhenAny(
            first.SaysAsync("this silo restored it as it was"), second.SaysAsync("this silo restored it as it was"));
        Assert.Contains($"configmap orleans-test in namespace {space.Name} is missing", await restorers, StringComparison.Ordinal);
        Assert.Equal(incarnation, (await space.TableAsync()).Data["incarnation"]);
        await using var third = SiloProcess.Start(space, "silo-2");
        await third.SeesActiveAsync("silo-0", "silo-1", "silo-2");
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static Task<string[]> AllSeeAllAsync(params SiloProcess[] silos) =>
        Task.WhenAll(silos.Select(silo => silo.SeesActiveAsync(silos.Select(other => other.Name))));

    private void Report(string what, DateTimeOffset since, IEnumerable<string> lines) =>
        output.WriteLine($"{what}: {string.Join(", ", lines.Select(line => $"{(SiloProcess.TimeOf(line) - since).TotalSeconds:F2} s"))}");
}
