using System.Text.Json.Nodes;
using NetpolOrleans.EndToEnd.Tests.Harness;

namespace NetpolOrleans.EndToEnd.Tests.Scenarios;

/// <summary>What has to be mended is said once, on the object that has to be mended.</summary>
public sealed class EventTests
{
    [Fact]
    public async Task Findings_are_Events_on_their_objects_and_a_restart_repeats_none()
    {
        await using var stage = await Stage.LocalAsync();
        await using var space = await TestSpace.CreateAsync(stage);
        await stage.StartControllerAsync();
        await space.CreateAsync(Manifest.Policy("deployment-foreign", "foreign"));
        foreach (var workload in new[] { Bad("typo"), Manifest.Workload("Deployment", "pending", ("CART_URL", "http://cart.nowhere.svc.cluster.local")), Manifest.Workload("Deployment", "foreign") })
            await space.CreateAsync(workload);
        await EventsAsync(space, 3);

        await stage.StopControllerAsync();
        await stage.StartControllerAsync();
        await space.CreateAsync(Bad("late"));

        Assert.Equal(
            ["Deployment/foreign ForeignPolicy Warning", "Deployment/late BadAnnotation Warning", "Deployment/pending PendingReference Normal", "Deployment/typo BadAnnotation Warning"],
            await EventsAsync(space, 4));
    }

    private static JsonObject Bad(string name)
    {
        var workload = Manifest.Workload("Deployment", name);
        workload["metadata"]!["annotations"] = new JsonObject { ["netpol-orleans.io/egress"] = "service:???" };
        return workload;
    }

    /// <summary>The Events of the controller in a namespace, as soon as there are so many.</summary>
    private static async Task<IReadOnlyList<string>> EventsAsync(TestSpace space, int count)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(TimeSpan.FromMinutes(5));
        using var glances = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        IReadOnlyList<string> said = [];
        while (said.Count < count)
        {
            await glances.WaitForNextTickAsync(bound.Token);
            var list = await space.Stage.Api.GetAsync($"apis/events.k8s.io/v1/namespaces/{space.Name}/events", bound.Token);
            said =
            [
                .. list["items"]!.AsArray().Where(item => (string?)item!["reportingController"] == "netpol-orleans")
                    .Select(item => $"{item!["regarding"]!["kind"]}/{item["regarding"]!["name"]} {item["reason"]} {item["type"]}").Order(StringComparer.Ordinal),
            ];
        }

        return said;
    }
}
