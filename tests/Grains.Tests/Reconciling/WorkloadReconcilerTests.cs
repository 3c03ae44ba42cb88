using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using NetpolOrleans.Grains.Abstractions.Reconciling;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Reconciling;
using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Tests.Reconciling;

/// <summary>Two activations of one grain for a moment: what one has written, the other does not undo.</summary>
public sealed class WorkloadReconcilerTests : IDisposable
{
    private static readonly WorkloadKey Web = new("shop", "Deployment", "web");
    private static readonly Guid Epoch = Guid.NewGuid();

    private readonly HastyClock time = new(OwnWrites.Patience);
    private readonly Server server = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly KubernetesConnection connection;
    private readonly PolicyApplier applier;
    private readonly WorkloadReconciler reconciler;
    private int asked;

    public WorkloadReconcilerTests()
    {
        connection = KubernetesConnection.For(new() { Host = "http://api.test" }, time, null, server);
        applier = new(connection, () => true);
        reconciler = new(
            Web, applier, PolicyOptions.Default, ShardMap.PerNamespace,
            () =>
            {
                asked++;
                return Task.CompletedTask;
            },
            () => Epoch, time, NullLogger<WorkloadReconciler>.Instance, stopping.Token);
    }

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
        applier.Dispose();
        connection.Dispose();
        server.Dispose();
    }

    [Fact]
    public async Task After_a_conflict_nothing_is_written_until_the_watcher_has_said_anew_what_is_wanted()
    {
        await reconciler.TakeAsync(Situation(1, Observed("5")), default); // the other activation has written version 9 meanwhile
        var (writesBefore, wasAsked) = (server.Writes.ToList(), asked);

        await reconciler.TakeAsync(Situation(2, Observed("9")), default);

        Assert.Equal(["5"], writesBefore);
        Assert.Equal(1, wasAsked);
        Assert.Equal(["5", "9"], server.Writes);
    }

    [Fact]
    public async Task What_was_overtaken_is_not_written_after_the_newer_one()
    {
        await reconciler.TakeAsync(Situation(7, Observed("9")), default);

        await reconciler.TakeAsync(Situation(5, Observed("9")) with { Subject = null }, default);

        Assert.Equal(["9"], server.Writes);
    }

    private static WorkloadSituation Situation(long sequence, PolicyObject observed) => new(
        Web, Epoch, sequence, new(Web, "apps/v1", "uid", LabelSelector.Of(("app", "web"))), new([], [], true), true, [observed], observed.ResourceVersion, default);

    private static PolicyObject Observed(string version) => new()
    {
        Name = PolicyName.Of(Web), Uid = "uid-of-policy", ResourceVersion = version, Annotations = Labels.Of((Annotations.Workload, "Deployment/web")),
        Spec = new(LabelSelector.Of(("app", "other")), PolicyTypes.Both, [], []),
    };

    /// <summary>Has one policy, of version 9, and takes a write of that version only.</summary>
    private sealed class Server : DelegatingHandler
    {
        private const string Policy = """
            {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"namespace":"shop","name":"deployment-web","uid":"uid-of-policy","resourceVersion":"9",
            "annotations":{"netpol-orleans.io/workload":"Deployment/web"}},"spec":{"podSelector":{"matchLabels":{"app":"other"}},"policyTypes":["Ingress"]}}
            """;

        public List<string> Writes { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Get) return Answer(HttpStatusCode.OK, Policy);
            var sent = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
            var version = (string)(sent["metadata"]?["resourceVersion"] ?? sent["preconditions"]!["resourceVersion"])!;
            Writes.Add(version);
            if (version != "9") return Answer(HttpStatusCode.Conflict, """{"kind":"Status","reason":"Conflict","code":409,"message":"changed"}""");
            sent["metadata"]!["resourceVersion"] = "10";
            return Answer(HttpStatusCode.OK, sent.ToJsonString());
        }

        private static HttpResponseMessage Answer(HttpStatusCode code, string body) => new(code) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
