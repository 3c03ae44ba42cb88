using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.EndToEnd.Tests.Scenarios;

public sealed class BaselineTests(SharedStage shared)
{
    [Fact]
    public async Task A_namespace_is_isolated_as_a_whole_while_every_pod_of_it_has_a_policy()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Workload("Deployment", "web"));
        await space.RunningAsync("web");
        await space.PolicyAsync("deployment-web");

        await space.Stage.Api.UpdateAsync(Resources.Of("", "Namespace", space.Name), Asks("default-deny"), TestContext.Current.CancellationToken);
        await space.PolicyAsync($"namespace-{space.Name}");
        var stray = Manifest.Pod("stray");
        stray["metadata"]!.AsObject().Remove("labels");
        await space.CreateAsync(stray);
        await space.NoPolicyAsync($"namespace-{space.Name}");
        await space.DeleteAsync("Pod", "stray");
        await space.PolicyAsync($"namespace-{space.Name}");
        await space.Stage.Api.UpdateAsync(Resources.Of("", "Namespace", space.Name), Asks("none"), TestContext.Current.CancellationToken);

        await space.NoPolicyAsync($"namespace-{space.Name}");
    }

    private static Action<System.Text.Json.Nodes.JsonObject> Asks(string baseline) =>
        ns => ns["metadata"]!["annotations"] = new System.Text.Json.Nodes.JsonObject { [Annotations.Baseline] = baseline };
}
