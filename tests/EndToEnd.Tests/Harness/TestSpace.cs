using System.Text.Json.Nodes;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>A namespace of one test's own, removed after it, and what a user does in it.</summary>
internal sealed class TestSpace : IAsyncDisposable
{
    private readonly HashSet<string> byHand = [];

    private TestSpace(Stage stage, string name) => (Stage, Name) = (stage, name);

    public Stage Stage { get; }

    public string Name { get; }

    public History History => Stage.History;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestSpace> CreateAsync(Stage stage, string? name = null, string? mode = null)
    {
        var space = new TestSpace(stage, name ?? $"e2e-{Guid.NewGuid().ToString("N")[..8]}");
        var metadata = new JsonObject { ["name"] = space.Name };
        if (mode is not null) metadata["annotations"] = new JsonObject { ["netpol-orleans.io/mode"] = mode };
        var created = WatchedResource.VersionOf(await stage.Api.PostAsync(Resources.All("Namespace"), new() { ["metadata"] = metadata }, Cancellation));
        await space.History.UntilAsync(
            () => space.History.Find("ServiceAccount", space.Name, "default") is { } account && WatchedResource.VersionOf(account) > created, $"{space.Name} is ready for pods");
        return space;
    }

    public Task CreateAsync(JsonObject item) => Stage.Api.PostAsync(Resources.In(Name, (string)item["kind"]!), item, Cancellation);

    public async Task UpdateAsync(string kind, string name, Action<JsonObject> change)
    {
        var written = await Stage.Api.UpdateAsync(Resources.Of(Name, kind, name), change, Cancellation);
        if (kind == "NetworkPolicy") byHand.Add((string)written["metadata"]!["resourceVersion"]!);
    }

    public Task DeleteAsync(string kind, string name) => Stage.Api.DeleteAsync(Resources.Of(Name, kind, name), Cancellation);

    /// <summary>As <c>kubectl set env</c>; a null value removes the variable.</summary>
    public Task SetEnvAsync(string kind, string name, string variable, string? value) => UpdateAsync(kind, name, item =>
    {
        var container = item["spec"]!["template"]!["spec"]!["containers"]![0]!.AsObject();
        if (container["env"] is not JsonArray env) container["env"] = env = [];
        env.Remove(env.FirstOrDefault(each => (string)each!["name"]! == variable));
        if (value is not null) env.Add(new JsonObject { ["name"] = variable, ["value"] = value });
    });

    public PolicyObject? Policy(string name) => History.Policy(Name, name);

    public Task PolicyAsync(string name) => History.UntilAsync(() => Policy(name) is not null, $"{Name} has the policy {name}");

    /// <summary>Waits until a policy admits no namespace as a whole: a first one may, until clients there are known.</summary>
    public async Task<PolicyObject> ExactPolicyAsync(string name)
    {
        PolicyObject? found = null;
        await History.UntilAsync(
            () => (found = Policy(name)) is { } policy && !policy.Spec.Ingress.Any(rule => rule.Peers.Any(peer => peer is { PodSelector: null, IpBlock: null })), $"{Name} has the exact policy {name}");
        return found!;
    }

    public Task NoPolicyAsync(string name) => History.UntilAsync(() => Policy(name) is null, $"{Name} has no policy {name}");

    /// <summary>Waits until a workload's pods of its current template run, and no others.</summary>
    public Task RunningAsync(string app, int replicas = 1) => History.UntilAsync(
        () => Pods(app) is var pods && pods.Count == replicas && pods.All(pod => (string?)pod["status"]?["phase"] == "Running"), $"{replicas} pods of {Name}/{app} run");

    public IReadOnlyList<JsonObject> Pods(string app) => [.. History.List("Pod", Name).Where(pod => (string?)pod["metadata"]!["labels"]?["app"] == app)];

    /// <summary>Waits until one workload's policy lets it send to another's pods, and the other's admits it: on 8080 and nothing else.</summary>
    public Task OpenAsync(string client, string server, TestSpace? serversSpace = null) => History.UntilAsync(
        () => Egress(client, server, serversSpace).SequenceEqual([Http]) && (serversSpace ?? this).Ingress(server, client, this).SequenceEqual([Http]), $"{client} and {server} are open to each other");

    /// <summary>Waits until neither side lets the other in.</summary>
    public Task ClosedAsync(string client, string server, TestSpace? serversSpace = null) => History.UntilAsync(
        () => Egress(client, server, serversSpace).Count == 0 && (serversSpace ?? this).Ingress(server, client, this).Count == 0, $"{client} and {server} are closed to each other");

    /// <summary>Checks that no write of the controller has cut a connection (I2), and removes the namespace.</summary>
    public async ValueTask DisposeAsync()
    {
        var events = await History.EventsAsync();
        await Stage.Api.DeleteAsync(Resources.Of("", "Namespace", Name), CancellationToken.None);
        Assert.Empty(Safety.Cuts(events, Name, byHand, Stage.Starts));
    }

    private static PolicyPort Http => new(Protocol.TCP, 8080);

    /// <summary>The ports on which a workload's policy lets it send to pods <c>app: server</c>.</summary>
    public ValueList<PolicyPort> Egress(string client, string server, TestSpace? serversSpace = null) => PortsTo(PolicyFor(client)?.Spec.Egress, serversSpace ?? this, server);

    /// <summary>The ports on which a workload's policy admits pods <c>app: client</c>.</summary>
    public ValueList<PolicyPort> Ingress(string server, string client, TestSpace? clientsSpace = null) => PortsTo(PolicyFor(server)?.Spec.Ingress, clientsSpace ?? this, client);

    private PolicyObject? PolicyFor(string workload) =>
        History.Policies(Name).FirstOrDefault(policy => policy.Annotations[Annotations.Workload]?.EndsWith($"/{workload}", StringComparison.Ordinal) == true);

    private static ValueList<PolicyPort> PortsTo(ValueList<PolicyRule>? rules, TestSpace space, string app)
    {
        var peers = (rules ?? []).Where(rule => rule.Peers.Any(peer =>
            peer.NamespaceSelector?.MatchLabels[PolicyPeer.NamespaceNameLabel] == space.Name && peer.PodSelector?.MatchLabels["app"] == app));
        return [.. peers.SelectMany(rule => rule.Ports).Distinct()];
    }
}
