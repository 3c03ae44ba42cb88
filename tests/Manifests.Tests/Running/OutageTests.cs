using System.Net;
using LocalKubernetes.Faults;
using NetpolOrleans.Manifests.Tests.Access;

namespace NetpolOrleans.Manifests.Tests.Running;

/// <summary>The API server goes away, and comes back.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), Pause = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task A_replica_that_loses_the_API_server_stays_alive_says_so_and_goes_on_when_it_is_back()
    {
        await using var cluster = await GrantedCluster.StartAsync(real: false, new() { PodStartDelay = TimeSpan.Zero });
        await cluster.CreateAsync([Exercise.Bare(cluster.Name, Exercise.Pod), Shop.Namespace("shop"), Shop.Deployment("shop", "web")]);
        await using var replica = Replica.Start("outage", await cluster.EnvironmentAsync(Exercise.Pod));
        await replica.ReadyAsync();

        cluster.Local!.Faults = new FaultPlan().On(RequestPattern.Any, Fault.Status(503));
        cluster.Local.CloseWatches();
        await Eventually.AsyncIn(Patience, Pause, async () => (await replica.GetAsync("/readyz")).Status == HttpStatusCode.ServiceUnavailable, () => "the replica claims to be ready");
        var (unready, alive) = ((await replica.GetAsync("/readyz")).Text, (await replica.GetAsync("/livez")).Status);
        cluster.Local.Faults = null;
        await replica.ReadyAsync();
        cluster.Local.Objects.Create(Shop.Deployment("shop", "late"));

        Assert.Contains("the replica may not write", unready, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, alive);
        await Eventually.AsyncIn(Patience, Pause, () => Task.FromResult(cluster.Local.Objects.Find("networkpolicies", "shop", "deployment-late") is not null), () => $"no policy: {replica.Output}");
    }
}
