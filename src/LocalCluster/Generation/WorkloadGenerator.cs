using System.Globalization;
using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Generation;

/// <summary>Makes clusters of a shape: namespaces, Services, ConfigMaps and workloads that name each other in many forms.</summary>
/// <example><code>
/// var generator = new WorkloadGenerator(new WorkloadShape { Seed = 7, Namespaces = 200, Workloads = 10_000 });
/// await generator.CreateAsync(cluster, perSecond: 500);
/// </code></example>
public sealed class WorkloadGenerator
{
    private static readonly string[] OtherKinds = ["StatefulSet", "DaemonSet", "CronJob"];
    private readonly WorkloadShape shape;
    private readonly List<GeneratedConnection> connections = [];
    private readonly List<JsonObject> objects = [];

    /// <summary>Draws the whole cluster; nothing is created yet.</summary>
    public WorkloadGenerator(WorkloadShape shape)
    {
        this.shape = shape;
        var random = new Random(shape.Seed);
        for (var index = 0; index < shape.Namespaces; index++) Open(ScopeOf(index), random);
        var servers = new List<GeneratedServer>();
        var drafts = Enumerable.Range(0, shape.Workloads).Select(index => Draft(index, random, servers)).ToList();
        foreach (var draft in drafts) Write(draft, random, servers);
    }

    /// <summary>All objects in an order in which they can be created; namespaces come first.</summary>
    public IReadOnlyList<JsonObject> Objects => objects;

    /// <summary>Who talks to whom: what a reader of the objects must find.</summary>
    public IReadOnlyList<GeneratedConnection> Connections => connections;

    /// <summary>Creates all objects in a cluster, at most so many a second; as fast as it can when no rate is given.</summary>
    public Task CreateAsync(LocalCluster cluster, double? perSecond = null, CancellationToken ct = default) => CreateAsync(obj =>
    {
        cluster.Objects.Create(obj);
        return Task.CompletedTask;
    }, cluster.TimeProvider, perSecond, ct);

    /// <summary>Hands all objects to somebody who creates them, at most so many a second.</summary>
    public async Task CreateAsync(Func<JsonObject, Task> create, TimeProvider time, double? perSecond = null, CancellationToken ct = default)
    {
        var start = time.GetTimestamp();
        for (var index = 0; index < objects.Count; index++)
        {
            ct.ThrowIfCancellationRequested();
            await create(objects[index].Copy());
            if (perSecond is not > 0) continue;
            var ahead = TimeSpan.FromSeconds((index + 1) / perSecond.Value) - time.GetElapsedTime(start);
            if (ahead > TimeSpan.FromMilliseconds(5)) await Task.Delay(ahead, time, ct);
        }
    }

    private static string ScopeOf(int index) => string.Create(CultureInfo.InvariantCulture, $"gen-{index:000}");

    private void Open(string scope, Random random)
    {
        objects.Add(GeneratedWorkload.Namespace(scope));
        if (random.NextDouble() < shape.ForeignPolicies) objects.Add(GeneratedWorkload.ForeignPolicy(scope));
    }

    private GeneratedDraft Draft(int index, Random random, List<GeneratedServer> servers)
    {
        var scope = ScopeOf(index % shape.Namespaces);
        var name = string.Create(CultureInfo.InvariantCulture, $"app-{index / shape.Namespaces:000}");
        var kind = random.NextDouble() < shape.OtherKinds ? OtherKinds[index % OtherKinds.Length] : "Deployment";
        var port = 8000 + random.Next(1000);
        var serves = kind != "CronJob" && (kind == "StatefulSet" || random.NextDouble() >= shape.Clients);
        if (serves) servers.Add(new GeneratedServer(scope, name, port));
        return new GeneratedDraft(scope, name, kind, port, serves, random.Next(1, shape.MaxReplicas + 1));
    }

    private void Write(GeneratedDraft draft, Random random, List<GeneratedServer> servers)
    {
        var pod = GeneratedWorkload.Pod(draft.Port);
        var references = new ReferenceWriter(draft.Namespace, draft.Name, pod, pod.Objects("containers").First());
        for (var left = random.Next(shape.MaxReferences + 1); left > 0 && shape.Forms.Count > 0; left--)
        {
            if (Pick(draft, random, servers) is not { } server) continue;
            var form = shape.Forms[connections.Count % shape.Forms.Count];
            references.Write(form, server);
            connections.Add(new GeneratedConnection(draft.Namespace, draft.Name, server.Namespace, server.Name, server.Port, form));
        }
        if (references.ConfigMap is { } map) objects.Add(map);
        if (draft.Serves) objects.Add(GeneratedWorkload.Service(draft.Namespace, draft.Name, draft.Port, draft.Kind == "StatefulSet"));
        objects.Add(Padded(GeneratedWorkload.Of(draft.Kind, draft.Namespace, draft.Name, draft.Replicas, pod)));
    }

    private GeneratedServer? Pick(GeneratedDraft client, Random random, List<GeneratedServer> servers)
    {
        if (servers.Count == 0) return null;
        var elsewhere = random.NextDouble() < shape.CrossNamespace;
        for (var tries = 0; tries < 20; tries++)
        {
            // Names go round the namespaces, so a step of as many stays in one.
            var server = servers[random.Next(servers.Count)];
            if (elsewhere ? server.Namespace != client.Namespace : server.Namespace == client.Namespace && server.Name != client.Name) return server;
        }
        return servers.Find(server => server.Namespace == client.Namespace && server.Name != client.Name);
    }

    private JsonObject Padded(JsonObject workload)
    {
        var missing = shape.BytesPerWorkload - JsonText.ToUtf8(workload).Length;
        if (missing > 0) workload.Annotate("local-kubernetes/padding", new string('x', missing));
        return workload;
    }
}
