using System.Text.Json.Nodes;
using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.EndToEnd.Tests.Scenarios;

/// <summary>Ours comes back, whatever is done to it; what is not ours is never touched.</summary>
public sealed class RepairTests(SharedStage shared)
{
    [Fact]
    public async Task A_policy_that_is_deleted_by_hand_comes_back()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Workload("Deployment", "web"));
        var before = await space.ExactPolicyAsync("deployment-web");

        await space.DeleteAsync("NetworkPolicy", "deployment-web");
        await space.History.UntilAsync(() => space.Policy("deployment-web") is { } again && again.Uid != before.Uid, "the policy is there again");

        Assert.Equal(before.Spec, (await space.ExactPolicyAsync("deployment-web")).Spec);
    }

    [Fact]
    public async Task A_policy_that_is_edited_by_hand_is_put_right_and_keeps_what_others_wrote_on_it()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Workload("Deployment", "web"));
        var before = await space.ExactPolicyAsync("deployment-web");

        await space.UpdateAsync("NetworkPolicy", "deployment-web", policy =>
        {
            policy["spec"]!["ingress"] = new JsonArray(new JsonObject());
            policy["metadata"]!["annotations"]!["team"] = "shop";
            policy["metadata"]!["labels"]!.AsObject().Remove(PolicySynthesizer.ManagedByLabel);
        });
        await space.History.UntilAsync(() => space.Policy("deployment-web") is { } now && now.Annotations.Contains("team") && now.Spec.Equals(before.Spec) && now.Labels.Equals(before.Labels), "the policy is right again");

        Assert.Equal(before.Uid, space.Policy("deployment-web")!.Uid);
    }

    [Fact]
    public async Task A_foreign_policy_is_never_touched_not_even_one_of_the_name_that_we_want()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Policy("theirs", "web"));
        await space.CreateAsync(Manifest.Policy("deployment-web", "web"));

        await space.CreateAsync(Manifest.Workload("Deployment", "web"));
        await space.CreateAsync(Manifest.Workload("Deployment", "other"));
        await space.PolicyAsync("deployment-other");
        var versions = Versions(space);
        await space.DeleteAsync("Deployment", "web");
        await space.DeleteAsync("Deployment", "other");
        await space.NoPolicyAsync("deployment-other");

        Assert.Equal(versions, Versions(space));
        var events = await space.History.EventsAsync();
        Assert.All(space.History.Policies(space.Name), policy => Assert.Single(events, each => each.Resource == "NetworkPolicy" && each.Name == policy.Name));
    }

    [Fact]
    public async Task When_the_foreign_policy_of_the_name_goes_ours_comes()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Policy("deployment-web", "web"));
        await space.CreateAsync(Manifest.Workload("Deployment", "web"));
        await space.CreateAsync(Manifest.Workload("Deployment", "other"));
        await space.PolicyAsync("deployment-other");

        await space.DeleteAsync("NetworkPolicy", "deployment-web");

        await space.History.UntilAsync(() => space.Policy("deployment-web")?.Labels[PolicySynthesizer.ManagedByLabel] == PolicySynthesizer.ManagedBy, "ours is there");
    }

    private static IEnumerable<string> Versions(TestSpace space) =>
        [.. new[] { "theirs", "deployment-web" }.Select(name => $"{name} {space.Policy(name)?.ResourceVersion}")];
}
