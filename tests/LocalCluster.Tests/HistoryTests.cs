using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NetpolOrleans.LocalCluster.Tests;

public sealed class HistoryTests
{
    private const string Policies = "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies";

    [Fact]
    public async Task A_watch_from_before_a_compaction_gets_an_ERROR_frame_with_410()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        using var http = stepped.Cluster.CreateClient();
        var before = stepped.Cluster.CurrentResourceVersion;
        Create(stepped, "one");
        stepped.Cluster.Compact();

        var frame = await FirstFrameAsync(http, $"{Policies}?watch=1&resourceVersion={before}");

        Assert.Equal("ERROR", (string)frame["type"]!);
        Assert.Equal((410, "Expired"), ((int)frame["object"]!["code"]!, (string)frame["object"]!["reason"]!));
    }

    [Fact]
    public async Task A_continue_token_from_before_a_compaction_is_Expired_and_offers_another()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        using var http = stepped.Cluster.CreateClient();
        foreach (var name in (string[])["a", "b", "c"]) Create(stepped, name);
        var first = await GetAsync(http, Policies + "?limit=1");
        Create(stepped, "d");
        stepped.Cluster.Compact();

        var expired = await GetAsync(http, $"{Policies}?limit=1&continue={(string)first["metadata"]!["continue"]!}");
        var inconsistent = await GetAsync(http, $"{Policies}?continue={(string)expired["metadata"]!["continue"]!}");

        Assert.Equal((410, "Expired"), ((int)expired["code"]!, (string)expired["reason"]!));
        Assert.Equal(["b", "c", "d"], inconsistent["items"]!.AsArray().Select(item => (string)item!["metadata"]!["name"]!));
    }

    [Fact]
    public async Task A_restart_keeps_the_objects_the_port_and_the_credentials()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        using var http = stepped.Cluster.CreateClient();
        Create(stepped, "one");
        var before = stepped.Cluster.Uri;

        await stepped.Cluster.RestartAsync(TestContext.Current.CancellationToken);
        var list = await GetAsync(http, Policies);

        Assert.Equal(before, stepped.Cluster.Uri);
        Assert.Single(list["items"]!.AsArray());
    }

    [Fact]
    public async Task Closing_watches_ends_them_cleanly()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        using var http = stepped.Cluster.CreateClient();
        var stream = await http.GetStreamAsync(Policies + "?watch=1", TestContext.Current.CancellationToken);

        stepped.Cluster.CloseWatches();
        using var reader = new StreamReader(stream);

        Assert.Equal("", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Bookmarks_follow_the_clusters_clock()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        using var http = stepped.Cluster.CreateClient();
        await using var stream = await http.GetStreamAsync($"{Policies}?watch=1&allowWatchBookmarks=true&resourceVersion={stepped.Cluster.CurrentResourceVersion}", TestContext.Current.CancellationToken);

        stepped.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal("BOOKMARK", (string)(await FirstAsync(stream))["type"]!);
    }

    [Fact]
    public async Task Requests_are_counted_by_verb_resource_and_user()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        using var http = stepped.Cluster.CreateClient();

        await GetAsync(http, Policies);
        using var response = await http.PostAsync(Policies, new StringContent("""{"metadata":{"name":"one"},"spec":{"podSelector":{}}}""", new MediaTypeHeaderValue("application/json")), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(1, stepped.Cluster.Requests.Count("list", "networkpolicies"));
        Assert.Equal(1, stepped.Cluster.Requests.CountWrites("networkpolicies", "kubernetes-admin"));
        Assert.Equal(0, stepped.Cluster.Requests.CountWrites("pods"));
    }

    [Fact]
    public async Task A_kubeconfig_of_ones_own_is_private_and_goes_with_the_cluster()
    {
        var stepped = await SteppedCluster.StartAsync();
        var path = stepped.Cluster.KubeconfigPath;

        var mode = OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(path);
        await stepped.DisposeAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_client_certificate_of_the_clusters_CA_is_accepted()
    {
        await using var stepped = await SteppedCluster.StartAsync();
        using var certificate = stepped.Cluster.IssueClientCertificate("jane", "system:masters");
        using var handler = stepped.Cluster.CreateHandler();
        handler.SslOptions.ClientCertificates = [certificate];
        using var http = new HttpClient(handler) { BaseAddress = stepped.Cluster.Uri };

        await GetAsync(http, Policies);

        Assert.Equal(1, stepped.Cluster.Requests.Count("list", "networkpolicies", "jane"));
    }

    private static void Create(SteppedCluster stepped, string name) =>
        stepped.Objects.Create($$$"""{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"{{{name}}}"},"spec":{"podSelector":{} } }""");

    private static async Task<JsonObject> GetAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path, TestContext.Current.CancellationToken);
        return (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task<JsonObject> FirstFrameAsync(HttpClient http, string path)
    {
        await using var stream = await http.GetStreamAsync(path, TestContext.Current.CancellationToken);
        return await FirstAsync(stream);
    }

    private static async Task<JsonObject> FirstAsync(Stream stream) =>
        (await JsonSerializer.DeserializeAsyncEnumerable<JsonObject>(stream, topLevelValues: true, cancellationToken: TestContext.Current.CancellationToken)
            .FirstAsync(TestContext.Current.CancellationToken))!;
}
