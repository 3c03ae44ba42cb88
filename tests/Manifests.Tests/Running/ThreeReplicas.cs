using System.Text.Json.Nodes;
using LocalKubernetes;
using NetpolOrleans.Manifests.Tests.Running;

[assembly: AssemblyFixture(typeof(ThreeReplicas))]

namespace NetpolOrleans.Manifests.Tests.Running;

/// <summary>
/// The controller as k8s/ has it: three replicas in processes of their own, under the StatefulSet's own environment, mutual TLS between them,
/// over a cluster with a few workloads. Telemetry goes to a collector in the test.
/// </summary>
public sealed class ThreeReplicas : IAsyncLifetime
{
    private const string Namespace = "netpol-orleans", Name = "netpol-orleans";

    private readonly List<Replica> replicas = [];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netpol-replicas-");
    private LocalCluster? cluster;
    private Task? started;

    internal IReadOnlyList<Replica> Replicas => replicas;

    internal TraceCollector Collector { get; } = new();

    internal LocalCluster Cluster => cluster!;

    internal string DashboardToken => "a-token-that-is-long-enough";

    internal IReadOnlyDictionary<string, string> Environment(string pod, string certificates) => new Dictionary<string, string>(Template())
    {
        ["POD_NAME"] = pod,
        ["POD_NAMESPACE"] = Namespace,
        ["POD_IP"] = "127.0.0.1",
        ["POD_UID"] = Cluster.Objects.Find("pods", Namespace, pod)!["metadata"]!["uid"]!.ToString(),
        ["NETPOL_KUBECONFIG"] = Cluster.KubeconfigPath,
        ["NETPOL_SETTINGS_FILE"] = SettingsFile,
        ["NETPOL_TLS_FOLDER"] = certificates,
        ["NETPOL_DASHBOARD_TOKEN_FILE"] = Path.Combine(folder.FullName, "token"),
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Collector.Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "2000",
    };

    internal string SettingsFile => Path.Combine(folder.FullName, "appsettings.json");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The first test that asks starts it; without kubectl it is skipped.</summary>
    internal Task StartAsync()
    {
        Tool.SkipWithout("kubectl", "kubectl");
        lock (folder) return started ??= StartAllAsync();
    }

    internal Replica Add(string pod, string certificates)
    {
        var replica = Replica.Start(pod, Environment(pod, certificates));
        replicas.Add(replica);
        return replica;
    }

    internal string MakeCertificates(string name) => Certificates.Make(folder.CreateSubdirectory(name).FullName, $"{Name}.{Namespace}.svc");

    /// <summary>As docs/operations.md has it: trust both, show the new, trust the new.</summary>
    internal async Task ChangeAuthorityAsync(string name)
    {
        var (before, after) = (CertificatesOf(name), MakeCertificates($"{name}-next"));
        await File.AppendAllTextAsync(Path.Combine(before, "ca.crt"), "\n" + await File.ReadAllTextAsync(Path.Combine(after, "ca.crt"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        foreach (var file in new[] { "tls.key", "tls.crt", "ca.crt" }) File.Copy(Path.Combine(after, file), Path.Combine(before, file), overwrite: true);
    }

    /// <summary>The folder of certificates that were made before.</summary>
    internal string CertificatesOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>A bare pod beside those of the StatefulSet, for a replica that does not belong.</summary>
    internal async Task CreatePodAsync(string pod)
    {
        Cluster.Objects.Create(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = pod, ["namespace"] = Namespace },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "silo", ["image"] = "silo" }) },
        });
        await HaveAddressesAsync(pod);
        GiveAddress(pod);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in replicas) await replica.DisposeAsync();
        if (cluster is not null) await cluster.DisposeAsync();
        await Collector.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task StartAllAsync()
    {
        cluster = await LocalCluster.StartAsync(new() { PodStartDelay = TimeSpan.Zero }, TestContext.Current.CancellationToken);
        await Tool.RunAsync("kubectl", ["--kubeconfig", cluster.KubeconfigPath, "apply", "-k", "k8s", "--validate=strict"]);
        await cluster.SettleAsync(TestContext.Current.CancellationToken);
        foreach (var workload in Shop.Objects) cluster.Objects.Create(workload);
        await cluster.SettleAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "token"), DashboardToken);
        File.Copy(Repository.PathOf("k8s", "base", "logging.json"), SettingsFile);
        var certificates = MakeCertificates("silo-tls");
        string[] pods = ["netpol-orleans-0", "netpol-orleans-1", "netpol-orleans-2"];
        await HaveAddressesAsync(pods);
        foreach (var pod in pods)
        {
            GiveAddress(pod);
            Add(pod, certificates);
        }

        foreach (var replica in replicas) await replica.ReadyAsync();
    }

    /// <summary>The simulated kubelet gives an address as it starts a pod; one that is given before would be overwritten.</summary>
    private Task HaveAddressesAsync(params string[] pods) => Eventually.AsyncIn(
        TimeSpan.FromMinutes(5), TimeSpan.FromMilliseconds(100), () => Task.FromResult(pods.All(HasAddress)), () => $"not all of {string.Join(", ", pods)} were started");

    private bool HasAddress(string pod) => Cluster.Objects.Find("pods", Namespace, pod)?["status"]?["podIP"] is not null;

    /// <summary>The replicas run here, not where the simulated kubelet would have them.</summary>
    private void GiveAddress(string pod) =>
        Cluster.Objects.Patch("pods", Namespace, pod, """{"status":{"podIP":"127.0.0.1","podIPs":[{"ip":"127.0.0.1"}]}}""", "status");

    /// <summary>The StatefulSet's variables that have a value; the downward API's are set by hand.</summary>
    private Dictionary<string, string> Template()
    {
        var container = Cluster.Objects.Find("statefulsets", Namespace, Name)!["spec"]!["template"]!["spec"]!["containers"]![0]!;
        var options = container["envFrom"]![0]!["configMapRef"]!["name"]!.ToString();
        return Cluster.Objects.Find("configmaps", Namespace, options)!["data"]!.AsObject().Select(each => KeyValuePair.Create(each.Key, each.Value!.ToString()))
            .Concat(container["env"]!.AsArray().Where(each => each!["value"] is not null).Select(each => KeyValuePair.Create(each!["name"]!.ToString(), each["value"]!.ToString())))
            .ToDictionary();
    }
}
