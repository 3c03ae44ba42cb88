using System.Text.RegularExpressions;
using NetpolOrleans.Manifests.Tests.Running;
using NetpolOrleans.Silo.Hosting.Access;

namespace NetpolOrleans.Manifests.Tests.Access;

/// <summary>
/// A replica under exactly the rules of k8s/ does all that it ever does: nothing is refused, and there is no rule that it does without. On the cluster of
/// NETPOL_TEST_KUBECONFIG, where there is one, and always on the local one.
/// </summary>
public sealed partial class ExerciseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), Pause = TimeSpan.FromMilliseconds(500);

    public static TheoryData<bool> Clusters => GrantedCluster.Real is null ? [false] : [false, true];

    [Theory]
    [MemberData(nameof(Clusters))]
    public async Task Nothing_is_refused_and_every_rule_is_used(bool real)
    {
        await using var cluster = await GrantedCluster.StartAsync(real, new() { PodStartDelay = TimeSpan.Zero, StreamingLists = false });
        await cluster.DefineAsync(Exercise.Definitions);
        await cluster.CreateAsync(Exercise.Workloads(cluster.Name));
        await Exercise.BeginRolloutsAsync(cluster);
        await using var replica = Replica.Start("exercise", new Dictionary<string, string>(await cluster.EnvironmentAsync(Exercise.Pod))
        {
            ["NETPOL_MODE"] = "off", // somebody else may be at work in a real cluster: the exercise has its own namespace
            ["NETPOL_INGRESS_ONLY_WHEN_ROUTED"] = "true",
        });
        await replica.ReadyAsync();
        await Exercise.ChangePoliciesAsync(cluster);

        var needed = Needed(cluster);
        await Eventually.AsyncIn(Patience, Pause, async () => !needed.Except(await UsedAsync(cluster, replica)).Any(),
            () => $"never used: {string.Join("; ", needed.Except(UsedAsync(cluster, replica).GetAwaiter().GetResult()))}");

        Assert.Empty((await RequestsAsync(replica)).Where(request => request["code"] == "403").Select(request => $"{request["verb"]} {request["resource"]}"));
        Assert.Empty(cluster.Local?.Requests.Recent.Where(request => request.Code == 403).Select(request => request.Path) ?? []);
    }

    /// <summary>The rules by resource and verb. A server with streaming lists is not asked for others.</summary>
    private static List<string> Needed(GrantedCluster cluster) =>
    [
        .. RequiredAccess.OfController.Concat(RequiredAccess.OfRoutes).Concat(cluster.Local is null ? [] : RequiredAccess.OfClustering(cluster.Name, cluster.Name))
            .SelectMany(need => need.Verbs.Select(verb => $"{need.Kind} {verb}")).Distinct().Where(rule => cluster.Local is not null || !rule.EndsWith(" list", StringComparison.Ordinal)),
    ];

    private static async Task<HashSet<string>> UsedAsync(GrantedCluster cluster, Replica replica)
    {
        cluster.Local?.CloseWatches(); // a watch is in the log when it ends
        var own = (await RequestsAsync(replica)).Select(request => $"{request["resource"]} {request["verb"]}");
        var logged = cluster.Local?.Requests.Recent.Where(request => request.User?.StartsWith("system:serviceaccount:", StringComparison.Ordinal) == true)
            .Select(request => $"{request.Resource}{(request.Group.Length == 0 ? "" : "." + request.Group)} {request.Verb}");
        return [.. own.Concat(logged ?? [])];
    }

    /// <summary>What the replica has asked of the API server, by its own account: the labels of each series.</summary>
    private static async Task<List<Dictionary<string, string>>> RequestsAsync(Replica replica) =>
    [
        .. (await replica.GetAsync("/metrics")).Text.Split('\n').Where(line => line.StartsWith("rest_client_requests_total{", StringComparison.Ordinal))
            .Select(line => Label().Matches(line).ToDictionary(label => label.Groups[1].Value, label => label.Groups[2].Value)),
    ];

    [GeneratedRegex("(\\w+)=\"([^\"]*)\"")]
    private static partial Regex Label();
}
