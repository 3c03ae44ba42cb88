namespace NetpolOrleans.ApiContract.Tests;

/// <summary>A namespace of one test's own, removed after it.</summary>
public sealed class TestNamespace : IAsyncDisposable
{
    private readonly Api api;

    private TestNamespace(Api api, string name) => (this.api, Name) = (api, name);

    public string Name { get; }

    public string ConfigMaps => $"/api/v1/namespaces/{Name}/configmaps";
    public string Services => $"/api/v1/namespaces/{Name}/services";
    public string Pods => $"/api/v1/namespaces/{Name}/pods";
    public string Deployments => $"/apis/apps/v1/namespaces/{Name}/deployments";
    public string NetworkPolicies => $"/apis/networking.k8s.io/v1/namespaces/{Name}/networkpolicies";
    public string Jobs => $"/apis/batch/v1/namespaces/{Name}/jobs";

    public static async Task<TestNamespace> CreateAsync(Api api)
    {
        var answer = await api.PostAsync("/api/v1/namespaces", """{"metadata":{"generateName":"contract-"}}""");
        Assert.Equal(201, answer.Code);
        return new TestNamespace(api, answer.Name);
    }

    public Task<Answer> ConfigMapAsync(string name, string metadata = "", string data = "{}") =>
        api.PostAsync(ConfigMaps, $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}"{{metadata}}},"data":{{data}}}""");

    public Task<Answer> DeploymentAsync(string name, string spec = "", string container = "") =>
        api.PostAsync(Deployments, Sample.Deployment(name, spec, container));

    public async ValueTask DisposeAsync() => await api.DeleteAsync($"/api/v1/namespaces/{Name}");
}
