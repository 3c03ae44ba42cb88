using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.EndToEnd.Tests.Scenarios;

public sealed class KindTests(SharedStage shared)
{
    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    public async Task A_StatefulSet_or_DaemonSet_is_client_and_server_and_follows_its_rollouts(string kind)
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Service("server", "server"));
        await space.CreateAsync(Manifest.Workload(kind, "server"));
        await space.CreateAsync(Manifest.Workload(kind, "client", ("SERVER_HOST", "server")));
        await space.OpenAsync("client", "server");
        await space.History.UntilAsync(() => space.Pods("client").Count > 0, "the client runs");

        await space.SetEnvAsync(kind, "client", "SERVER_HOST", null);

        await space.ClosedAsync("client", "server");
    }

    [Fact]
    public async Task A_bare_Pod_has_a_policy_of_its_own_until_it_is_deleted()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Service("server", "server"));
        await space.CreateAsync(Manifest.Pod("server"));
        await space.CreateAsync(Manifest.Pod("client", ("SERVER_HOST", "server")));
        await space.OpenAsync("client", "server");

        await space.DeleteAsync("Pod", "client");
        await space.NoPolicyAsync("pod-client");

        await space.History.UntilAsync(() => space.Ingress("server", "client").Count == 0, "the server admits it no more");
    }

    [Fact]
    public async Task A_CronJob_has_one_policy_for_the_pods_of_all_its_runs()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Service("server", "server"));
        await space.CreateAsync(Manifest.Workload("Deployment", "server"));
        await space.CreateAsync(Manifest.CronJob("client", ("SERVER_HOST", "server")));

        await space.OpenAsync("client", "server");

        var selector = space.Policy("cronjob-client")!.Spec.PodSelector;
        Assert.Equal(Labels.Of(("app", "client")), selector.MatchLabels);
        Assert.Equal([new(GeneratedLabels.JobName, LabelOperator.Exists, [])], selector.MatchExpressions);
    }

    [Fact]
    public async Task Two_workloads_of_one_name_and_different_kinds_have_two_policies()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Workload("Deployment", "twin"));
        await space.CreateAsync(Manifest.CronJob("twin"));

        await space.PolicyAsync("deployment-twin");
        await space.PolicyAsync("cronjob-twin");

        Assert.Equal(2, space.History.Policies(space.Name).Count);
    }
}
