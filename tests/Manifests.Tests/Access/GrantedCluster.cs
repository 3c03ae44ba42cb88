using System.Text.Json.Nodes;
using LocalKubernetes;
using NetpolOrleans.Manifests.Tests.Running;

namespace NetpolOrleans.Manifests.Tests.Access;

/// <summary>
/// The rules of k8s/ in a cluster, under a name of their own: the local one, or that of NETPOL_TEST_KUBECONFIG, from which everything is
/// removed in the end.
/// </summary>
internal sealed class GrantedCluster : IAsyncDisposable
{
    private static readonly string[] Kinds = ["Namespace", "ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netpol-access-");
    private readonly List<JsonObject> created = [];
    private string? rules, access;

    private GrantedCluster(LocalCluster? local, string admin) => (Local, Admin) = (local, admin);

    /// <summary>The name of installation, namespace, account and roles.</summary>
    public string Name { get; } = $"netpol-access-{Guid.NewGuid().ToString("N")[..6]}";

    public LocalCluster? Local { get; }

    /// <summary>The kubeconfig that may do everything.</summary>
    public string Admin { get; }

    public static string? Real => Environment.GetEnvironmentVariable("NETPOL_TEST_KUBECONFIG") is { Length: > 0 } named ? named : null;

    /// <summary>A cluster with the rules granted.</summary>
    /// <param name="real">Whether it is the real one.</param>
    /// <param name="options">How the local one behaves.</param>
    public static async Task<GrantedCluster> StartAsync(bool real, LocalClusterOptions options)
    {
        Tool.SkipWithout("kubectl", "kubectl");
        var local = real ? null : await LocalCluster.StartAsync(options, TestContext.Current.CancellationToken);
        var cluster = new GrantedCluster(local, local?.KubeconfigPath ?? Real!);
        await cluster.CreateAsync([.. (await cluster.RulesAsync()).Where(rule => Kinds.Contains(rule["kind"]!.ToString()))]);
        return cluster;
    }

    /// <summary>The objects of k8s/, renamed.</summary>
    public async Task<IReadOnlyList<JsonObject>> RulesAsync() =>
        Yaml.Documents(rules ??= (await Tool.RunAsync("kubectl", ["kustomize", "k8s"])).Replace("netpol-orleans", Name, StringComparison.Ordinal));

    /// <summary>Creates objects, which go with this.</summary>
    public async Task CreateAsync(IReadOnlyList<JsonObject> objects)
    {
        if (Local is null) await Tool.RunAsync("kubectl", ["--kubeconfig", Admin, "create", "-f", await FileAsync(objects)]);
        else foreach (var each in objects) Local.Objects.Create(each);
        created.InsertRange(0, objects.Reverse());
    }

    /// <summary>Creates those definitions of kinds that are not there yet.</summary>
    public async Task DefineAsync(IReadOnlyList<JsonObject> definitions)
    {
        var known = await KubectlAsync("get", "customresourcedefinitions", "-o", "name");
        List<JsonObject> missing = [.. definitions.Where(definition => !known.Contains($"/{definition["metadata"]!["name"]}\n", StringComparison.Ordinal))];
        if (missing.Count == 0) return;
        await CreateAsync(missing);
        await KubectlAsync(["wait", "--for=condition=Established", "--timeout=300s", .. missing.Select(definition => $"customresourcedefinition/{definition["metadata"]!["name"]}")]);
    }

    /// <summary>What the server says of objects, without keeping them.</summary>
    public async Task TryOutAsync(IReadOnlyList<JsonObject> objects) => await KubectlAsync("apply", "--server-side", "--force-conflicts", "--dry-run=server", "--validate=strict", "-f", await FileAsync(objects));

    public Task<string> KubectlAsync(params string[] arguments) => Tool.RunAsync("kubectl", ["--kubeconfig", Admin, .. arguments]);

    /// <summary>Waits until all of these objects are there.</summary>
    public Task UntilThereAsync(string ns, params string[] objects) => Eventually.AsyncIn(
        TimeSpan.FromMinutes(5), TimeSpan.FromMilliseconds(200),
        async () => (await Tool.TryAsync("kubectl", ["--kubeconfig", Admin, "-n", ns, "get", .. objects])).Code == 0, () => $"not all of {string.Join(", ", objects)} are there");

    /// <summary>A kubeconfig with a token that the server issues for an account.</summary>
    public async Task<string> KubeconfigAsync(string ns, string account)
    {
        var path = Path.Combine(folder.FullName, account);
        if (Local is not null)
        {
            await File.WriteAllTextAsync(path, Local.KubeconfigFor(ns, account), TestContext.Current.CancellationToken);
            return path;
        }

        access ??= await KubectlAsync("config", "view", "--raw", "--flatten", "--minify", "-o", "json");
        var config = JsonNode.Parse(access)!;
        var token = await KubectlAsync("-n", ns, "create", "token", account);
        config["users"]![0]!["user"] = new JsonObject { ["token"] = token.Trim() };
        await File.WriteAllTextAsync(path, config.ToJsonString(), TestContext.Current.CancellationToken);
        return path;
    }

    /// <summary>A replica's environment: in the local cluster that of a pod, which nobody but the test has.</summary>
    public async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(string pod)
    {
        var environment = new Dictionary<string, string> { ["NETPOL_KUBECONFIG"] = await KubeconfigAsync(Name, Name), ["NETPOL_INSTANCE"] = Name, ["POD_NAMESPACE"] = Name };
        if (Local is null) return environment; // no pod of a real node has this machine's address
        environment["NETPOL_CLUSTERING"] = "kubernetes";
        environment["POD_NAME"] = pod;
        environment["POD_IP"] = "127.0.0.1";
        environment["POD_UID"] = Local.Objects.Find("pods", Name, pod)!["metadata"]!["uid"]!.ToString();
        return environment;
    }

    public async ValueTask DisposeAsync()
    {
        if (Local is null && created.Count > 0) await Tool.RunAsync("kubectl", ["--kubeconfig", Admin, "delete", "--ignore-not-found", "--wait=false", "-f", await FileAsync(created)]);
        if (Local is not null) await Local.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<string> FileAsync(IReadOnlyList<JsonObject> objects)
    {
        var path = Path.Combine(folder.FullName, $"objects-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(path, "# read as YAML\n" + string.Join("\n---\n", objects.Select(each => each.ToJsonString())));
        return path;
    }
}
