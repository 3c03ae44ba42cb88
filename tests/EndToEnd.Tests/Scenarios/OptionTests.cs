using System.Text.Json.Nodes;
using NetpolOrleans.EndToEnd.Tests.Harness;

namespace NetpolOrleans.EndToEnd.Tests.Scenarios;

/// <summary>What the controller does only where the operator says so, each with the rules of its component.</summary>
public sealed class OptionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_further_kind_is_a_workload_as_soon_as_it_is_installed()
    {
        await using var stage = await Stage.LocalAsync();
        await stage.GrantAsync("workload-kinds.yaml");
        await CustomKinds.InstallAsync(stage, "rollouts", "Rollout");
        await stage.StartControllerAsync(options => options.WorkloadKinds = "argoproj.io/v1alpha1/Rollout; apps.kruise.io/v1alpha1/CloneSet");
        await using var space = await TestSpace.CreateAsync(stage);
        await space.CreateAsync(Manifest.Service("server", "server"));
        await space.CreateAsync(Manifest.Workload("Deployment", "server"));

        await CustomKinds.CreateRolloutAsync(space, "client", ("SERVER_HOST", "server"));
        await space.OpenAsync("client", "server");
        var owner = Assert.Single(space.Policy("rollout-client")!.Owners);
        await stage.Api.DeleteAsync($"apis/argoproj.io/v1alpha1/namespaces/{space.Name}/rollouts/client", Cancellation);
        await space.NoPolicyAsync("rollout-client");

        Assert.Equal(("argoproj.io/v1alpha1", "Rollout", "client"), (owner.ApiVersion, owner.Kind, owner.Name));
        Assert.DoesNotContain("CloneSet", stage.Controller!.Log.Tail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Secret_names_peers_and_is_never_told()
    {
        await using var stage = await Stage.LocalAsync();
        await stage.GrantAsync("secrets.yaml");
        await stage.StartControllerAsync(options => options.ReadSecrets = true);
        await using var space = await TestSpace.CreateAsync(stage);
        await space.CreateAsync(Manifest.Service("server", "server"));
        await space.CreateAsync(Manifest.Workload("Deployment", "server"));
        var client = Manifest.Workload("Deployment", "client");
        client["spec"]!["template"]!["spec"]!["containers"]![0]!["envFrom"] = new JsonArray(new JsonObject { ["secretRef"] = new JsonObject { ["name"] = "settings" } });
        await space.CreateAsync(client);
        await space.PolicyAsync("deployment-client");

        await stage.Api.PostAsync($"api/v1/namespaces/{space.Name}/secrets", Secret("http://hunter2:hunter2@server/hunter2"), Cancellation);
        await space.OpenAsync("client", "server");
        await stage.Api.UpdateAsync($"api/v1/namespaces/{space.Name}/secrets/settings", secret => secret["data"] = Secret("https://hunter2.example.com")["data"]!.DeepClone(), Cancellation);
        await space.CreateAsync(Manifest.Workload("Deployment", "sentinel"));
        await space.PolicyAsync("deployment-sentinel");

        Assert.DoesNotContain("hunter2", stage.Controller!.Log.Tail, StringComparison.Ordinal);
        Assert.All(space.History.List("NetworkPolicy", space.Name), policy => Assert.DoesNotContain("hunter2", policy.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Pod_without_labels_gets_one_and_then_a_policy_and_nothing_else_does()
    {
        await using var stage = await Stage.LocalAsync();
        await stage.GrantAsync("pod-labels.yaml");
        await stage.StartControllerAsync(options => options.LabelPods = true);
        await using var space = await TestSpace.CreateAsync(stage);
        await using var observed = await TestSpace.CreateAsync(stage, mode: "observe");
        foreach (var each in new[] { observed, space })
        {
            var bare = Manifest.Pod("bare");
            bare["metadata"]!.AsObject().Remove("labels");
            await each.CreateAsync(bare);
            await each.CreateAsync(Manifest.Pod("other"));
        }

        await space.PolicyAsync("pod-bare");
        await space.PolicyAsync("pod-other");

        var label = space.Policy("pod-bare")!.Spec.PodSelector.MatchLabels["netpol-orleans.io/pod"];
        await space.History.UntilAsync(
            () => (string?)space.History.Find("Pod", space.Name, "bare")?["metadata"]!["labels"]?["netpol-orleans.io/pod"] == label, "the pod has the label that the policy selects");
        Assert.Null(space.History.Find("Pod", space.Name, "other")!["metadata"]!["labels"]!["netpol-orleans.io/pod"]);
        Assert.Null(space.History.Find("Pod", observed.Name, "bare")!["metadata"]!["labels"]);
    }

    private static JsonObject Secret(string url) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = "settings" },
        ["data"] = new JsonObject { ["URL"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(url)) },
    };
}
