using System.Text.Json.Nodes;

namespace NetpolOrleans.Cli.Tests.Commands;

public sealed class StatusTests
{
    private const string Api = "/api/v1/namespaces/netpol-orleans/pods", Leases = "/apis/coordination.k8s.io/v1/namespaces/netpol-orleans/leases";

    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly string Settled = Replica("S10.0.0.1:11111:7", view: 12, """
        {"shard":"ns:bad","silo":"S10.0.0.1:11111:7","synced":false,"mayNarrow":false,"workloads":0,"objects":3,"streams":14,"troubles":["services in bad: forbidden"],"since":"2026-05-01T11:53:00Z","lagSeconds":0},
        {"shard":"ns:shop","silo":"S10.0.0.1:11111:7","synced":true,"mayNarrow":true,"workloads":4,"objects":80,"streams":14,"troubles":[],"goesOnWithout":["ns:bad"],"since":"2026-05-01T11:59:18Z","lagSeconds":1.26}
        """);

    private static readonly string Owned = Replica("S10.0.0.2:11111:8", view: 11, """
        {"shard":"ns:team-a","silo":"S10.0.0.2:11111:8","synced":true,"mayNarrow":true,"workloads":2,"objects":9,"streams":14,"troubles":[],"since":"2026-05-01T09:00:00Z","lagSeconds":0}
        """);

    private static readonly string AllLeases = $$"""
        {"kind":"LeaseList","apiVersion":"coordination.k8s.io/v1","metadata":{},"items":[
        {{Lease("netpol-orleans-0", "10.0.0.1:11111@7", "2026-05-01T11:59:57.000000Z", "2 Settled")}},
        {{Lease("netpol-orleans-2", "10.0.0.3:11111@9", "2026-05-01T11:50:00.000000Z", "5 Settled")}},
        {"metadata":{"name":"orleans-netpol-orleans-turn"},"spec":{"holderIdentity":"10.0.0.1:11111@7"} } ]}
        """;

    [Fact]
    public async Task Replicas_and_shards_are_a_line_each_also_of_one_that_does_not_answer()
    {
        var run = await RunAsync(Cluster(), "-n", "netpol-orleans");

        Assert.Equal("""
            REPLICA           ADDRESS            STATE      SHARDS                WORKLOADS  OBJECTS  STREAMS  LAG   HEARTBEAT  SEES  VIEW
            netpol-orleans-0  S10.0.0.1:11111:7  ready      1 Listing, 1 Partial  4          83       28       1.3s  3s         3     12
            netpol-orleans-1  S10.0.0.2:11111:8  ready      1 Settled             2          9        14       0.0s  -          3     11
            netpol-orleans-2  10.0.0.3:11111@9   no answer  5 Settled             41         1200     70       0.0s  10m        -     -
            not ready  netpol-orleans-2: it does not answer:

            SHARD      REPLICA           STATE    SINCE  WORKLOADS  OBJECTS  STREAMS  LAG   NOTE
            ns:bad     netpol-orleans-0  Listing  7m     0          3        14       0.0s  late for 6m: services in bad: forbidden
            ns:gone    10.0.0.3:11111@9  absent   -      -          -        -        -
            ns:shop    netpol-orleans-0  Partial  42s    4          80       14       1.3s  goes on without ns:bad
            ns:team-a  netpol-orleans-1  Settled  3h     2          9        14       0.0s  moves to netpol-orleans-0

            """, Plain(run.Out), ignoreLineEndingDifferences: true);
        Assert.Equal((ExitCodes.Failure, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task As_JSON_it_has_what_every_replica_answered_and_what_its_Lease_says()
    {
        var run = await RunAsync(Cluster(), "-o", "json");

        var replicas = JsonNode.Parse(run.Out)!["replicas"]!.AsArray();
        Assert.Equal(["netpol-orleans-0", "netpol-orleans-1", "netpol-orleans-2"], replicas.Select(replica => (string)replica!["name"]!));
        Assert.Equal("ns:bad", (string)replicas[0]!["status"]!["shards"]![1]!["goesOnWithout"]![0]!);
        Assert.Equal("services in bad: forbidden", (string)replicas[0]!["status"]!["late"]![0]!["reason"]!);
        Assert.Equal("2 Settled", (string)replicas[0]!["heartbeat"]!["says"]!["shards"]!);
        Assert.Equal("2026-05-01T11:50:00+00:00", (string)replicas[2]!["heartbeat"]!["renewed"]!);
        Assert.Null(replicas[1]!["heartbeat"]);
        Assert.Null(replicas[2]!["status"]);
        Assert.NotNull(replicas[2]!["problem"]);
    }

    [Fact]
    public async Task Where_Leases_may_not_be_read_the_rest_is_shown_and_the_rule_is_named()
    {
        var answers = Cluster();
        answers[Leases] = (403, """{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403}""");

        var run = await RunAsync(answers);

        Assert.Contains("netpol-orleans-1  S10.0.0.2:11111:8  ready", run.Out, StringComparison.Ordinal);
        Assert.StartsWith("netpol: warning: heartbeats are not shown: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("leases.coordination.k8s.io", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replicas_that_are_ready_end_it_well()
    {
        using var replica = new AnsweringServer(new Dictionary<string, (int, string)> { ["/statusz"] = (200, Owned) });

        var run = await CliRun.WithAsync(new Clock(Now), "status", "--url", replica.Url);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains($"{replica.Url}  S10.0.0.2:11111:8  ready", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_keeps_a_replica_from_being_ready_is_told()
    {
        using var replica = new AnsweringServer(new Dictionary<string, (int, string)> { ["/statusz"] = (200, Owned.Replace("\"missing\":[]", "\"missing\":[\"shard ns:x is not listed yet\"]", StringComparison.Ordinal)) });

        var run = await CliRun.WithAsync(new Clock(Now), "status", "--url", replica.Url);

        Assert.Equal(ExitCodes.Failure, run.ExitCode);
        Assert.Contains($"not ready  {replica.Url}: shard ns:x is not listed yet\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_else_at_that_address_is_no_replica()
    {
        using var other = new AnsweringServer(new Dictionary<string, (int, string)> { ["/statusz"] = (200, "<html>") });

        var run = await CliRun.WithAsync("status", "--url", other.Url, "--url", "http://127.0.0.1:1");

        Assert.Equal(ExitCodes.Failure, run.ExitCode);
        Assert.Contains("it answers something else than its status", run.Out, StringComparison.Ordinal);
        Assert.Contains("not ready  http://127.0.0.1:1: it does not answer: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_Pod_another_namespace_is_asked_for()
    {
        var run = await RunAsync(new() { [Api] = (200, """{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[]}""") });

        Assert.Equal(ExitCodes.Failure, run.ExitCode);
        Assert.Contains("name another with -n", run.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, (int Code, string Body)> Cluster() => new()
    {
        [Api] = (200, $$"""{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[{{Pod(2)}},{{Pod(0)}},{{Pod(1)}}]}"""),
        [Leases] = (200, AllLeases),
        [$"{Api}/netpol-orleans-0:8080/proxy/statusz"] = (200, Settled),
        [$"{Api}/netpol-orleans-1:8080/proxy/statusz"] = (200, Owned),
    };

    private static async Task<CliRun> RunAsync(Dictionary<string, (int Code, string Body)> answers, params string[] args)
    {
        using var folder = new Folder();
        using var server = new AnsweringServer(answers);
        return await CliRun.WithAsync(new Clock(Now), ["status", "--kubeconfig", folder.Add("kubeconfig", server.Kubeconfig), .. args]);
    }

    /// <summary>Without the blanks at the ends of lines, and without what the client library makes of a refusal.</summary>
    private static string Plain(string text) => string.Join('\n', text.Split('\n').Select(line =>
        line.StartsWith("not ready", StringComparison.Ordinal) ? line[..(line.IndexOf(": ", line.IndexOf("answer", StringComparison.Ordinal), StringComparison.Ordinal) + 2)].TrimEnd() : line.TrimEnd()));

    private static string Replica(string silo, long view, string shards) => $$"""
        {"silo":"{{silo}}","silos":["S10.0.0.1:11111:7","S10.0.0.2:11111:8","S10.0.0.3:11111:9"],"shards":[{{shards}}],"viewVersion":{{view}},
        "owners":[{"shard":"ns:bad","silo":"10.0.0.1:11111@7"},{"shard":"ns:shop","silo":"10.0.0.1:11111@7"},{"shard":"ns:team-a","silo":"10.0.0.1:11111@7"},{"shard":"ns:gone","silo":"10.0.0.3:11111@9"}],
        "missing":[],"late":[{"shard":"ns:bad","delivered":0,"since":"2026-05-01T11:53:10Z","reason":"services in bad: forbidden"}]}
        """;

    private static string Lease(string pod, string silo, string renewed, string shards) => $$"""
        {"metadata":{"name":"orleans-netpol-orleans-{{pod}}","annotations":{"netpol-orleans.io/shards":"{{shards}}","netpol-orleans.io/workloads":"41","netpol-orleans.io/objects":"1200","netpol-orleans.io/streams":"70","netpol-orleans.io/lag":"0.0s","other":"x"},
        "ownerReferences":[{"apiVersion":"v1","kind":"Pod","name":"{{pod}}","uid":"u"}]},"spec":{"holderIdentity":"{{silo}}","renewTime":"{{renewed}}"} }
        """;

    private static string Pod(int ordinal) => $$"""{"metadata":{"name":"netpol-orleans-{{ordinal}}","namespace":"netpol-orleans","uid":"u{{ordinal}}","labels":{"app.kubernetes.io/name":"netpol-orleans"} } }""";

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
