using System.Net;
using System.Text.RegularExpressions;

namespace NetpolOrleans.Manifests.Tests.Running;

public sealed partial class ReplicaTests(ThreeReplicas controller)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), Pause = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Three_replicas_under_the_manifests_environment_join_and_keep_the_policies()
    {
        await controller.StartAsync();

        foreach (var replica in controller.Replicas.Take(3)) await replica.ReadyAsync();

        await EventuallyAsync(() => controller.Cluster.Objects.Find("networkpolicies", "shop", "deployment-web") is not null, "no policy for shop/web");
        await Eventually.AsyncIn(
            Patience, Pause, async () => ActiveSilos().IsMatch((await controller.Replicas[0].GetAsync("/metrics")).Text), () => "not three replicas are active"); // another test adds one for a while
    }

    [Fact]
    public async Task A_trace_leads_from_the_event_of_a_watch_to_the_write()
    {
        await controller.StartAsync();

        await EventuallyAsync(MakeNowAndThen("traced", () => Path(Written()) is ["receive deployments.apps", "settle shard", "reconcile", _]), "no whole trace came");
        await EventuallyAsync(() => controller.Collector.Has("/v1/metrics") && controller.Collector.Has("/v1/logs"), "no metrics or no logs came");

        Span? Written() => controller.Collector.Spans.FirstOrDefault(span => span.Name.StartsWith("create networkpolicies", StringComparison.Ordinal)
            && Path(span) is ["receive deployments.apps", ..]);
    }

    [Fact]
    public async Task A_replica_of_another_authority_is_refused()
    {
        await controller.StartAsync();
        await controller.CreatePodAsync("stranger");
        await using var stranger = Replica.Start("stranger", controller.Environment("stranger", controller.MakeCertificates("other-authority")));

        await EventuallyAsync(
            () => controller.Replicas.Take(3).Any(replica => replica.Output.Contains("No mutual TLS with", StringComparison.Ordinal)) || stranger.Output.Contains("No mutual TLS with", StringComparison.Ordinal),
            "nobody said no");

        await Assert.ThrowsAnyAsync<HttpRequestException>(async () => Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/readyz")).Status));
    }

    [Fact]
    public async Task The_authority_is_changed_without_a_restart()
    {
        await controller.StartAsync();
        await controller.ChangeAuthorityAsync("silo-tls");
        await controller.CreatePodAsync("newcomer");

        await using var newcomer = Replica.Start("newcomer", controller.Environment("newcomer", controller.CertificatesOf("silo-tls")));
        await newcomer.ReadyAsync();

        Assert.Contains("orleans_membership_active_silos", (await newcomer.GetAsync("/metrics")).Text, StringComparison.Ordinal);
        foreach (var replica in controller.Replicas.Take(3)) await replica.ReadyAsync();
    }

    [Fact]
    public async Task Histograms_point_to_traces()
    {
        await controller.StartAsync();
        var making = MakeNowAndThen("exemplary", () => true);

        await Eventually.AsyncIn(Patience, Pause, async () =>
        {
            making();
            foreach (var replica in controller.Replicas.Take(3))
                if (Exemplar().IsMatch((await replica.GetAsync("/metrics", accept: "application/openmetrics-text; version=1.0.0")).Text)) return true;
            return false;
        }, () => "no bucket has an exemplar");
    }

    [Fact]
    public async Task A_replica_has_started_once_it_has_joined()
    {
        await controller.StartAsync();

        foreach (var replica in controller.Replicas.Take(3)) Assert.Equal((HttpStatusCode.OK, "ok\n"), await replica.GetAsync("/startupz"));
    }

    [Fact]
    public async Task Kubectl_shows_who_has_which_shard_and_how_it_is()
    {
        await controller.StartAsync();
        List<string[]> replicas = [];

        await Eventually.AsyncIn(Patience, Pause, async () =>
        {
            var told = await Tool.RunAsync("kubectl", ["--kubeconfig", controller.Cluster.KubeconfigPath, "get", "leases", "-n", "netpol-orleans", "--no-headers",
                "-l", "orleans-clustering/cluster", "-o", "custom-columns-file=" + Repository.PathOf("k8s", "replicas.columns")]);
            replicas = [.. told.Split('\n').Where(line => line.StartsWith("netpol-orleans-", StringComparison.Ordinal)).Select(line => Columns().Split(line.TrimEnd()))];
            return replicas.Count == 3 && replicas.All(replica => replica is [_, _, "ready", var shards, ..] && shards.EndsWith(" Settled", StringComparison.Ordinal))
                && new[] { "default", "kube-system", "shop" }.All(Owned().Contains) && Owned().Distinct().Count() == Owned().Count(); // each is told once in ten seconds
        }, () => "the Leases do not say so: " + string.Join('\n', replicas.Select(replica => string.Join(" | ", replica))));

        IEnumerable<string> Owned() => replicas.SelectMany(replica => replica[^1].Split(", "));
    }

    [Fact]
    public async Task The_dashboard_opens_to_its_token_only()
    {
        await controller.StartAsync();
        var replica = controller.Replicas[0];

        Assert.Equal(HttpStatusCode.Unauthorized, (await replica.GetAsync("/dashboard/")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await replica.GetAsync("/dashboard/", "Bearer wrong")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await replica.GetAsync("/dashboard/DashboardCounters")).Status);
        Assert.Equal(HttpStatusCode.OK, (await replica.GetAsync("/dashboard/", $"Bearer {controller.DashboardToken}")).Status);
    }

    [Fact]
    public async Task Log_levels_change_while_a_replica_runs()
    {
        await controller.StartAsync();
        var replica = controller.Replicas[0];
        Assert.DoesNotContain("Request starting", replica.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(controller.SettingsFile, """{"Logging":{"LogLevel":{"Default":"Information","Microsoft.AspNetCore.Hosting":"Information"}}}""", TestContext.Current.CancellationToken);

        await Eventually.AsyncIn(Patience, Pause, async () =>
        {
            await replica.GetAsync("/livez");
            return replica.Output.Contains("Request starting", StringComparison.Ordinal);
        }, () => "the level did not change");
    }

    [Fact]
    public async Task A_replica_that_is_told_to_stop_hands_over_and_ends_well()
    {
        await controller.StartAsync();
        await controller.CreatePodAsync("leaver");
        await using var leaver = Replica.Start("leaver", controller.Environment("leaver", controller.CertificatesOf("silo-tls")));
        await leaver.ReadyAsync();

        leaver.Terminate();

        Assert.Equal(0, await leaver.ExitAsync());
        foreach (var replica in controller.Replicas.Take(3)) await replica.ReadyAsync();
    }

    [Fact]
    public async Task Every_series_of_ours_is_in_the_documented_table()
    {
        await controller.StartAsync();
        var documented = Repository.Read("docs", "operations.md");

        var names = (await controller.Replicas[0].GetAsync("/metrics")).Text.Split('\n')
            .Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])
            .Where(name => name.StartsWith("netpol_", StringComparison.Ordinal) || name.StartsWith("reflector", StringComparison.Ordinal)
                || name.StartsWith("rest_client_", StringComparison.Ordinal) || name.StartsWith("policy_", StringComparison.Ordinal) || name.StartsWith("orleans_membership_", StringComparison.Ordinal));

        Assert.All(names, name => Assert.Contains($"| `{name}` |", documented, StringComparison.Ordinal));
    }

    [GeneratedRegex("netpol_event_to_policy_duration_seconds_bucket\\{[^\n]*\\} [0-9]+ # \\{trace_id=\"[0-9a-f]{32}\"")]
    private static partial Regex Exemplar();

    [GeneratedRegex("orleans_membership_active_silos[^\n]* 3\n")]
    private static partial Regex ActiveSilos();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Columns();

    /// <summary>Makes another Deployment at every so many looks: a policy that waits for more than its Deployment has another trace, and one that is not delivered is lost.</summary>
    private Func<bool> MakeNowAndThen(string name, Func<bool> look)
    {
        var looks = 0;
        return () =>
        {
            if (looks++ % 25 == 0) controller.Cluster.Objects.Create(Shop.Deployment("shop", $"{name}-{looks}"));
            return look();
        };
    }

    private static Task EventuallyAsync(Func<bool> holds, string otherwise) => Eventually.AsyncIn(Patience, Pause, () => Task.FromResult(holds()), () => otherwise);

    /// <summary>The names of a span's ancestors and its own, the first of the trace first.</summary>
    private List<string> Path(Span? span)
    {
        List<string> names = [];
        for (; span is not null; span = controller.Collector.Spans.FirstOrDefault(each => each.Trace == span.Trace && each.Id == span.Parent)) names.Insert(0, span.Name);
        return names;
    }
}
