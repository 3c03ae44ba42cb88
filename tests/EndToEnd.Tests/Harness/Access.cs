using System.Net;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>The ServiceAccount and the rules of k8s/base: the controller gets these and nothing more.</summary>
internal sealed class Access(RawApi api) : IAsyncDisposable
{
    private const string Account = "netpol-orleans";

    private readonly List<string> created = [];

    /// <summary>The user's name in requests.</summary>
    public const string User = $"system:serviceaccount:{Account}:{Account}";

    /// <summary>Makes the account and grants the rules, unless they are to be granted namespace by namespace; what is there already is left as it is.</summary>
    public async Task GrantAsync(bool isClusterWide, CancellationToken cancellation)
    {
        await CreateAsync("api/v1/namespaces", Named(new()), cancellation);
        await CreateAsync($"api/v1/namespaces/{Account}/serviceaccounts", Named(new()), cancellation);
        if (isClusterWide) await GrantAsync("cluster-access.yaml", cancellation);
    }

    /// <summary>Grants the rules of a file of k8s; what is there already is left as it is.</summary>
    public async Task GrantAsync(string rules, CancellationToken cancellation)
    {
        foreach (var item in await KubernetesYaml.LoadAllFromFileAsync(Path.Combine(AppContext.BaseDirectory, rules)))
            await CreateAsync($"apis/rbac.authorization.k8s.io/v1/{(item is V1ClusterRole ? "clusterroles" : "clusterrolebindings")}", JsonNode.Parse(KubernetesJson.Serialize(item))!.AsObject(), cancellation);
    }

    /// <summary>Grants the rules of a file of k8s in one namespace.</summary>
    public async Task GrantInAsync(string ns, string rules, CancellationToken cancellation)
    {
        foreach (var item in await KubernetesYaml.LoadAllFromFileAsync(Path.Combine(AppContext.BaseDirectory, rules)))
            await CreateAsync($"apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/{(item is V1Role ? "roles" : "rolebindings")}", JsonNode.Parse(KubernetesJson.Serialize(item))!.AsObject(), cancellation);
    }

    /// <summary>A kubeconfig with a token that the server issues for the account.</summary>
    public async Task<string> KubeconfigAsync(CancellationToken cancellation)
    {
        var issued = await api.PostAsync($"api/v1/namespaces/{Account}/serviceaccounts/{Account}/token", new() { ["spec"] = new JsonObject() }, cancellation);
        var admin = KubernetesClientConfiguration.BuildConfigFromConfigFile(api.Kubeconfig);
        var authority = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(string.Join('\n', admin.SslCaCerts.Select(each => each.ExportCertificatePem()))));
        return $"""
            apiVersion: v1
            kind: Config
            current-context: e2e
            clusters:
            - name: e2e
              cluster:
                server: {admin.Host}
                certificate-authority-data: {authority}
            users:
            - name: {Account}
              user:
                token: {issued["status"]!["token"]}
            contexts:
            - name: e2e
              context:
                cluster: e2e
                user: {Account}
            """;
    }

    /// <summary>Takes away what was not there before.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var path in created) await api.DeleteAsync(path, CancellationToken.None);
    }

    private async Task CreateAsync(string path, JsonObject item, CancellationToken cancellation)
    {
        try
        {
            await api.PostAsync(path, item, cancellation);
            created.Insert(0, $"{path}/{item["metadata"]!["name"]}");
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.Conflict)
        {
            // Somebody else granted it.
        }
    }

    private static JsonObject Named(JsonObject item)
    {
        item["metadata"] = new JsonObject { ["name"] = Account };
        return item;
    }
}
