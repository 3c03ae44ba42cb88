using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.EndToEnd.Tests.Scenarios;

/// <summary>What running pods may still hold, and no object says any more.</summary>
public sealed class LingeringTests(SharedStage shared)
{
    [Fact]
    public async Task A_ConfigMaps_old_value_stays_open_until_the_pods_that_read_it_are_gone()
    {
        await using var space = await shared.SpaceAsync();
        foreach (var name in new[] { "red", "blue" })
        {
            await space.CreateAsync(Manifest.Service(name, name));
            await space.CreateAsync(Manifest.Workload("Deployment", name));
        }

        await space.CreateAsync(Manifest.ConfigMap("settings", "color", "red"));
        await space.CreateAsync(Manifest.Workload("Deployment", "client", ("COLOR_HOST", "@settings/color")));
        await space.OpenAsync("client", "red");
        await space.RunningAsync("client");
        var old = (string)space.Pods("client")[0]["metadata"]!["name"]!;

        await space.UpdateAsync("ConfigMap", "settings", map => map["data"]!["color"] = "blue");
        await space.OpenAsync("client", "blue");
        var meanwhile = space.Egress("client", "red");
        await space.SetEnvAsync("Deployment", "client", "RESTARTED", "now");
        await space.ClosedAsync("client", "red");

        Assert.NotEmpty(meanwhile);
        await AssertNarrowedAfterTheEndOfAsync(space, old);
        Assert.DoesNotContain(space.History.Policies(space.Name), policy => policy.Annotations.Contains(Annotations.Lingering));
    }

    [Fact]
    public async Task A_ConfigMap_that_comes_late_opens_what_it_says()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Service("red", "red"));
        await space.CreateAsync(Manifest.Workload("Deployment", "red"));
        await space.CreateAsync(Manifest.Workload("Deployment", "client", ("COLOR_HOST", "@settings/color")));
        await space.PolicyAsync("deployment-client");

        await space.CreateAsync(Manifest.ConfigMap("settings", "color", "red:80"));

        await space.OpenAsync("client", "red");
    }

    [Fact]
    public async Task A_deleted_client_is_admitted_until_its_last_pod_is_gone()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Service("server", "server"));
        await space.CreateAsync(Manifest.Workload("Deployment", "server"));
        await space.CreateAsync(Manifest.Workload("Deployment", "client", ("SERVER_HOST", "server")));
        await space.OpenAsync("client", "server");
        await space.RunningAsync("client");
        var last = (string)space.Pods("client")[0]["metadata"]!["name"]!;

        await space.DeleteAsync("Deployment", "client");
        await space.NoPolicyAsync("deployment-client");
        await space.History.UntilAsync(() => space.Ingress("server", "client").Count == 0, "the server admits it no more");

        await AssertNarrowedAfterTheEndOfAsync(space, last, "deployment-server");
    }

    private static async Task AssertNarrowedAfterTheEndOfAsync(TestSpace space, string pod, params string[] policies)
    {
        var events = await space.History.EventsAsync();
        var gone = events.Single(each => each.Resource == "Pod" && each.Name == new ObjectName(space.Name, pod) && each.IsGone).Version;
        var last = events.Where(each => each.Resource == "NetworkPolicy" && each.Name.Namespace == space.Name && (policies.Length == 0 || policies.Contains(each.Name.Name))).Max(each => each.Version);
        Assert.True(last > gone, $"the last narrowing, at {last}, came before the pod's end at {gone}");
    }
}
