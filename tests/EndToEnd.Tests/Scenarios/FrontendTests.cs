using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.EndToEnd.Tests.Scenarios;

/// <summary>The mission's own example: backend names frontend by a variable.</summary>
public sealed class FrontendTests(SharedStage shared)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_variable_opens_exactly_this_connection_on_both_sides_whether_the_Service_comes_before_or_after(bool serviceFirst)
    {
        await using var space = await shared.SpaceAsync();
        if (serviceFirst) await space.CreateAsync(Manifest.Service("frontend-svc", "frontend"));
        await space.CreateAsync(Manifest.Workload("Deployment", "frontend"));

        await space.CreateAsync(Manifest.Workload("Deployment", "backend", ("FRONTEND", $"frontend-svc.{space.Name}.svc.cluster.local")));
        await space.PolicyAsync("deployment-backend");
        if (!serviceFirst) await space.CreateAsync(Manifest.Service("frontend-svc", "frontend"));
        await space.OpenAsync("backend", "frontend");

        Assert.Empty(space.Egress("frontend", "backend"));
        Assert.Empty(space.Ingress("backend", "frontend"));
        Assert.True(Admits(space, "deployment-backend", ports: 53, egress: true));
        AssertIngressController(space, "frontend");
        AssertIngressController(space, "backend");
    }

    [Fact]
    public async Task Everything_else_is_closed()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Service("frontend-svc", "frontend"));
        foreach (var name in new[] { "frontend", "other" }) await space.CreateAsync(Manifest.Workload("Deployment", name));
        await space.CreateAsync(Manifest.Workload("Deployment", "backend", ("FRONTEND", $"frontend-svc.{space.Name}.svc.cluster.local")));

        await space.OpenAsync("backend", "frontend");
        await space.PolicyAsync("deployment-other");

        var evaluator = new PolicyEvaluator(space.History.Policies(space.Name).Select(ScopedPolicy.Of));
        var pods = new[] { "frontend", "backend", "other" }.ToDictionary(app => app, app => evaluator.Prepare(Endpoint.Pod(space.Name, app, Labels.Of(("app", app)))));
        var open = from client in pods
                   from server in pods
                   where client.Key != server.Key && !evaluator.Ports(client.Value, server.Value).IsEmpty
                   select $"{client.Key} to {server.Key}: {evaluator.Ports(client.Value, server.Value)}";
        Assert.Equal(["backend to frontend: 8080/TCP"], open);
        Assert.True(evaluator.Ports(pods["backend"], evaluator.Prepare(Endpoint.External("192.0.2.1"))).IsEmpty);
    }

    [Fact]
    public async Task Removing_the_variable_closes_both_sides_when_the_last_old_pod_is_gone_and_not_before()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Service("frontend-svc", "frontend"));
        await space.CreateAsync(Manifest.Workload("Deployment", "frontend"));
        await space.CreateAsync(Manifest.Workload("Deployment", "backend", ("FRONTEND", $"frontend-svc.{space.Name}.svc.cluster.local")));
        await space.OpenAsync("backend", "frontend");
        await space.RunningAsync("backend");
        var old = (string)space.Pods("backend")[0]["metadata"]!["name"]!;

        await space.SetEnvAsync("Deployment", "backend", "FRONTEND", null);
        await space.ClosedAsync("backend", "frontend");

        var events = await space.History.EventsAsync();
        var gone = events.Single(each => each.Resource == "Pod" && each.Name == new ObjectName(space.Name, old) && each.IsGone).Version;
        var narrowed = events.Where(each => each.Resource == "NetworkPolicy" && each.Name.Namespace == space.Name).TakeLast(2).ToList();
        Assert.All(narrowed, write => Assert.True(write.Version > gone, $"{write.Name} was narrowed at {write.Version}, the last old pod ended at {gone}"));
    }

    [Fact]
    public async Task Changed_labels_of_the_Service_and_of_the_pods_are_followed()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Service("frontend-svc", "frontend"));
        await space.CreateAsync(Manifest.Workload("Deployment", "frontend"));
        await space.CreateAsync(Manifest.Workload("Deployment", "web"));
        await space.CreateAsync(Manifest.Workload("Deployment", "backend", ("FRONTEND", "http://frontend-svc:80")));
        await space.OpenAsync("backend", "frontend");

        await space.UpdateAsync("Service", "frontend-svc", service => service["spec"]!["selector"]!["app"] = "web");
        await space.OpenAsync("backend", "web");
        await space.ClosedAsync("backend", "frontend");
        await space.UpdateAsync("Service", "frontend-svc", service => service["spec"]!["selector"] = new System.Text.Json.Nodes.JsonObject { ["tier"] = "front" });
        await space.ClosedAsync("backend", "web");
        await space.UpdateAsync("Deployment", "frontend", item => item["spec"]!["template"]!["metadata"]!["labels"]!["tier"] = "front");

        await space.History.UntilAsync(() => space.Ingress("frontend", "backend").Contains(new(Protocol.TCP, 8080)), "frontend, by its new label, admits backend");
    }

    [Fact]
    public async Task Deleting_a_workload_removes_its_policy_and_only_that()
    {
        await using var space = await shared.SpaceAsync();
        await space.CreateAsync(Manifest.Workload("Deployment", "frontend"));
        await space.CreateAsync(Manifest.Workload("Deployment", "backend"));
        await space.PolicyAsync("deployment-frontend");
        await space.PolicyAsync("deployment-backend");
        var kept = space.Policy("deployment-frontend")!.Uid;

        await space.DeleteAsync("Deployment", "backend");
        await space.NoPolicyAsync("deployment-backend");

        Assert.Equal(kept, space.Policy("deployment-frontend")?.Uid);
    }

    private static bool Admits(TestSpace space, string policy, int ports, bool egress) =>
        (egress ? space.Policy(policy)!.Spec.Egress : space.Policy(policy)!.Spec.Ingress).Any(rule => rule.Ports.Any(port => port.Port?.Number == ports));

    private static void AssertIngressController(TestSpace space, string app)
    {
        var evaluator = new PolicyEvaluator(space.History.Policies(space.Name).Select(ScopedPolicy.Of));
        var workload = evaluator.Prepare(Endpoint.Pod(space.Name, app, Labels.Of(("app", app))));
        var (traefik, impostor) = (Traefik("traefik"), Traefik("tenant"));

        Assert.Equal(PortSet.All, evaluator.Ports(traefik, workload));
        Assert.Equal(PortSet.All, evaluator.Ports(workload, traefik));
        Assert.Equal(PortSet.None, evaluator.Ports(impostor, workload));

        PreparedEndpoint Traefik(string ns) => evaluator.Prepare(Endpoint.Pod(ns, "traefik", Labels.Of(("app.kubernetes.io/name", "traefik"))));
    }
}
