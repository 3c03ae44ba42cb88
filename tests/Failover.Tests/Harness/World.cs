using System.Globalization;
using System.Text.Json.Nodes;
using k8s;
using LocalKubernetes;
using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Failover.Tests.Observing;

namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>A cluster, with everything that a test sees and does in it. The controller has the rights of k8s/base and no others.</summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>Where the controller's pods are.</summary>
    public const string Namespace = "netpol-orleans";

    private readonly Access access;

    private World(LocalCluster? local, RawApi api, Access access, Journal journal, string kubeconfig) =>
        (Local, Api, this.access, Journal, Kubeconfig) = (local, api, access, journal, kubeconfig);

    /// <summary>The local cluster's own controls; null where the cluster is a real one.</summary>
    public LocalCluster? Local { get; }

    public RawApi Api { get; }

    public Journal Journal { get; }

    /// <summary>The controller's way to the API server.</summary>
    public string Kubeconfig { get; }

    /// <summary>Whether pods run: on the local cluster they do, a real API server alone has no kubelet.</summary>
    public bool PodsRun => Local is not null;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The cluster that NETPOL_TEST_KUBECONFIG names, or else one in this process.</summary>
    public static async Task<World> OpenAsync()
    {
        var real = Environment.GetEnvironmentVariable("NETPOL_TEST_KUBECONFIG") is { Length: > 0 } named ? named : null;
        var local = real is null
            ? await LocalCluster.StartAsync(new() { HistorySize = 200_000, Authorization = AuthorizationMode.Rbac, PodTerminationDelay = TimeSpan.FromMilliseconds(300) }, Cancellation)
            : null;
        var api = new RawApi(real ?? local!.KubeconfigPath);
        await NothingEndsAsync(api);
        var access = new Access(api);
        await access.GrantAsync(isClusterWide: true, Cancellation);
        await GrantClusteringAsync(api);
        var kubeconfig = Path.Combine(Path.GetTempPath(), $"netpol-failover-{Guid.NewGuid():N}.kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, local?.KubeconfigFor(Namespace, Namespace) ?? await access.KubeconfigAsync(Cancellation), Cancellation);
        return new(local, api, access, await Journal.StartAsync(api, Cancellation), kubeconfig);
    }

    /// <summary>A pod of the controller, as a StatefulSet would make it and a kubelet give it an address; returns its uid.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="address">Its address.</param>
    /// <param name="owner">What it belongs to; null for nothing.</param>
    public async Task<string> CreatePodAsync(string name, string address, string? owner = null)
    {
        var owners = owner is null ? [] : new JsonArray(await OwnerAsync(owner));
        var pod = await Api.PostAsync(Resources.In(Namespace, "Pod"), new()
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["app.kubernetes.io/name"] = "netpol-orleans" }, ["ownerReferences"] = owners },
            ["spec"] = new JsonObject
            {
                ["automountServiceAccountToken"] = false,
                ["serviceAccountName"] = Namespace,
                ["containers"] = new JsonArray(new JsonObject { ["name"] = "silo", ["image"] = "registry.test/netpol:1" }),
            },
        }, Cancellation);
        if (PodsRun) await Journal.UntilAsync(() => Journal.IsRunning(Namespace, name), $"the pod {name} runs", Cancellation);
        await Api.UpdateAsync($"{Resources.Of(Namespace, "Pod", name)}/status", item =>
        {
            item["status"] ??= new JsonObject();
            item["status"]!["podIP"] = address;
            item["status"]!["podIPs"] = new JsonArray(new JsonObject { ["ip"] = address });
        }, Cancellation);
        return (string)pod["metadata"]!["uid"]!;
    }

    /// <summary>Deletes it, and waits until it is seen to be gone: its successor has its name.</summary>
    public async Task DeletePodAsync(string name)
    {
        await Api.DeleteAsync(string.Create(CultureInfo.InvariantCulture, $"{Resources.Of(Namespace, "Pod", name)}?gracePeriodSeconds=0"), Cancellation);
        await Journal.UntilAsync(() => !Journal.IsRunning(Namespace, name), $"the pod {name} is gone", Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        await access.DisposeAsync();
        Api.Dispose();
        if (Local is not null) await Local.DisposeAsync();
        File.Delete(Kubeconfig);
    }

    /// <summary>Waits until the namespaces of the scenario before are gone, which takes a real cluster a while.</summary>
    private static async Task NothingEndsAsync(RawApi api)
    {
        while ((await api.GetAsync(Resources.All("Namespace"), Cancellation))["items"]!.AsArray().Any(ns => ns!["metadata"]!["deletionTimestamp"] is not null))
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, Cancellation);
    }

    /// <summary>An owner of pods that no garbage collector misses and no controller acts on.</summary>
    private async Task<JsonObject> OwnerAsync(string name)
    {
        var path = Resources.Of(Namespace, "ConfigMap", name);
        var owner = await Api.FindAsync(path, Cancellation)
            ?? await Api.PostAsync(Resources.In(Namespace, "ConfigMap"), new() { ["metadata"] = new JsonObject { ["name"] = name } }, Cancellation);
        return new() { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["name"] = name, ["uid"] = (string)owner["metadata"]!["uid"]!, ["controller"] = true };
    }

    /// <summary>Grants what replicas need in their namespace, to an account of the controller's namespace.</summary>
    public static async Task GrantClusteringAsync(RawApi api, string ns = Namespace)
    {
        foreach (var item in await KubernetesYaml.LoadAllFromFileAsync(Path.Combine(AppContext.BaseDirectory, "clustering-access.yaml")))
        {
            var json = JsonNode.Parse(KubernetesJson.Serialize(item))!.AsObject();
            var plural = (string)json["kind"]! == "Role" ? "roles" : "rolebindings";
            var path = $"apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/{plural}";
            if (await api.FindAsync($"{path}/{json["metadata"]!["name"]}", Cancellation) is null) await api.PostAsync(path, json, Cancellation);
        }
    }
}
