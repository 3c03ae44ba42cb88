using System.Text.Json.Nodes;
using NetpolOrleans.EndToEnd.Tests.Harness;

namespace NetpolOrleans.EndToEnd.Tests.Scenarios;

/// <summary>Whatever the API server lets through delays only itself.</summary>
public sealed class BadInputTests(SharedStage shared)
{
    [Fact]
    public async Task Absurd_labels_annotations_and_values_hold_nobody_else_up()
    {
        await using var space = await shared.SpaceAsync();
        var odd = Manifest.Workload("Deployment", "odd", ("A_URL", "http://["), ("B_HOST", new string('x', 30_000)), ("C_URL", "jdbc:oracle:thin:@//host:99999999/x"), ("D_HOSTS", ",,,:::,,@@"), ("E_HOST", "$(E_HOST)$(F_HOST)"));
        odd["metadata"]!["annotations"] = new JsonObject
        {
            ["netpol-orleans.io/egress"] = "service:???; cidr:10.0.0.0/99; any 0/tcp", ["netpol-orleans.io/mode"] = "enforce!", ["netpol-orleans.io/lingering"] = "{",
        };
        for (var label = 0; label < 500; label++) odd["spec"]!["template"]!["metadata"]!["labels"]![$"example.com/{new string('l', 50)}{label}"] = new string('v', 63);
        await space.CreateAsync(odd);
        await space.CreateAsync(Manifest.ConfigMap("binary", "text", new string('\u0001', 100_000)));

        await space.CreateAsync(Manifest.Service("server", "server"));
        await space.CreateAsync(Manifest.Workload("Deployment", "server"));
        await space.CreateAsync(Manifest.Workload("Deployment", "client", ("SERVER_HOST", "server")));

        await space.OpenAsync("client", "server");
    }

    [Fact]
    public async Task A_policy_of_ours_with_a_spoilt_note_is_put_right()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Workload("Deployment", "web"));
        await space.PolicyAsync("deployment-web");

        await space.UpdateAsync("NetworkPolicy", "deployment-web", policy => policy["metadata"]!["annotations"]!["netpol-orleans.io/lingering"] = "[null]");

        await space.History.UntilAsync(() => space.Policy("deployment-web")?.Annotations["netpol-orleans.io/lingering"] is null, "the note is gone");
    }

    [Fact]
    public async Task Rules_for_which_nothing_can_be_selected_are_not_written()
    {
        await using var space = await shared.SpaceAsync();
        var bare = Manifest.Pod("nameless");
        bare["metadata"]!.AsObject().Remove("labels");
        await space.CreateAsync(bare);
        await space.CreateAsync(Manifest.Workload("Deployment", "web"));

        await space.PolicyAsync("deployment-web");

        Assert.Equal(["deployment-web"], space.History.Policies(space.Name).Select(policy => policy.Name.Name));
    }
}
