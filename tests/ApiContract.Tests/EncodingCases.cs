namespace NetpolOrleans.ApiContract.Tests;

public sealed class EncodingCases(ContractCluster cluster)
{
    private readonly Api api = cluster.Api;

    [Fact]
    public async Task A_body_may_be_YAML()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.SendAsync(HttpMethod.Post, space.NetworkPolicies, """
            metadata: {name: one}
            spec:
              podSelector: {matchLabels: {app: web}}
              ingress:
              - ports: [{port: 80}, {port: "web"}]
            """, "application/yaml");

        Assert.Equal((201, "web", "80", "web"), (answer.Code, answer.TextAt("spec.podSelector.matchLabels.app"), answer.TextAt("spec.ingress.0.ports.0.port"), answer.TextAt("spec.ingress.0.ports.1.port")));
    }

    [Fact]
    public async Task Another_media_type_is_refused()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.SendAsync(HttpMethod.Post, space.ConfigMaps, "name=one", "application/x-www-form-urlencoded");

        Assert.Equal((415, "UnsupportedMediaType"), (answer.Code, answer.Reason));
    }

    [Theory]
    [InlineData("namespace")]
    [InlineData("configmap")]
    [InlineData("deployment")]
    [InlineData("service")]
    public async Task A_create_can_be_dry(string kind)
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var (path, body) = kind switch
        {
            "namespace" => ("/api/v1/namespaces", $$$"""{"metadata":{"name":"{{{space.Name}}}-dry"}}"""),
            "configmap" => (space.ConfigMaps, """{"metadata":{"name":"one"}}"""),
            "deployment" => (space.Deployments, Sample.Deployment("one")),
            _ => (space.Services, Sample.Service("one", """ "ports":[{"port":80}] """)),
        };

        var answer = await api.PostAsync(path + "?dryRun=All", body);

        Assert.Equal(201, answer.Code);
        Assert.Null(answer.At("metadata.resourceVersion"));
        Assert.Equal(404, (await api.GetAsync($"{path}/{answer.Name}")).Code);
    }

    [Fact]
    public async Task A_dry_run_of_another_kind_is_Invalid()
    {
        await using var space = await TestNamespace.CreateAsync(api);

        var answer = await api.PostAsync(space.ConfigMaps + "?dryRun=Some", """{"metadata":{"name":"one"}}""");

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Equal("CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"Some\"]: supported values: \"All\"", answer.Message);
    }

    [Theory]
    [InlineData("namespace/{0}-made created", "create namespace {0}-made")]
    [InlineData("configmap/one created", "create configmap one --from-literal=a=1")]
    [InlineData("secret/one created", "create secret generic one --from-literal=a=1")]
    [InlineData("serviceaccount/one created", "create serviceaccount one")]
    [InlineData("deployment.apps/one created", "create deployment one --image=registry.test/a:1 --replicas=0 --port=80")]
    [InlineData("service/one created", "create service clusterip one --tcp=80:8080")]
    [InlineData("service/one created", "create service externalname one --external-name=a.test")]
    [InlineData("job.batch/one created", "create job one --image=registry.test/a:1")]
    [InlineData("cronjob.batch/one created", "create cronjob one --image=registry.test/a:1 --schedule=0_0_1_1_*")]
    [InlineData("role.rbac.authorization.k8s.io/one created", "create role one --verb=get --resource=pods")]
    [InlineData("rolebinding.rbac.authorization.k8s.io/one created", "create rolebinding one --clusterrole=view --user=somebody")]
    [InlineData("ingress.networking.k8s.io/one created", "create ingress one --rule=a.test/=one:80")]
    [InlineData("poddisruptionbudget.policy/one created", "create poddisruptionbudget one --selector=a=b --min-available=1")]
    [InlineData("resourcequota/one created", "create quota one --hard=secrets=100")]
    public async Task Kubectl_creates_from_its_generators(string said, string command)
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var kubectl = Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);

        var output = await kubectl.RunAsync("", [.. string.Format(null, command, space.Name).Split(' ').Select(word => word.Replace('_', ' '))]);

        Assert.Contains(string.Format(null, said, space.Name), output, StringComparison.Ordinal);
        if (said.StartsWith("namespace", StringComparison.Ordinal)) await api.DeleteAsync($"/api/v1/namespaces/{space.Name}-made");
    }

    [Fact]
    public async Task Kubectl_exposes_and_autoscales_a_Deployment()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var kubectl = Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);
        await kubectl.RunAsync("", "create", "deployment", "one", "--image=registry.test/a:1", "--replicas=0", "--port=80");

        Assert.Contains("service/one exposed", await kubectl.RunAsync("", "expose", "deployment", "one"), StringComparison.Ordinal);
        Assert.Contains("autoscaled", await kubectl.RunAsync("", "autoscale", "deployment", "one", "--max=3", "--cpu-percent=50"), StringComparison.Ordinal);
        Assert.Equal("50", (await api.GetAsync($"/apis/autoscaling/v2/namespaces/{space.Name}/horizontalpodautoscalers/one")).TextAt("spec.metrics.0.resource.target.averageUtilization"));
        Assert.Equal("50", (await api.GetAsync($"/apis/autoscaling/v1/namespaces/{space.Name}/horizontalpodautoscalers/one")).TextAt("spec.targetCPUUtilizationPercentage"));
    }
}
