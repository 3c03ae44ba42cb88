using System.Net;
using System.Text.Json.Nodes;
using LocalKubernetes;
using LocalKubernetes.Faults;

namespace NetpolOrleans.LocalCluster.Tests;

public sealed class FaultTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_status_strikes_the_requests_of_its_pattern_and_no_others()
    {
        await using var cluster = await StartAsync("list configmaps in default: status 429 retry-after 2s, first 1");
        using var client = cluster.CreateClient();

        using var struck = await client.GetAsync(ConfigMaps, Ct);
        using var again = await client.GetAsync(ConfigMaps, Ct);

        Assert.Equal((HttpStatusCode.TooManyRequests, "2"), (struck.StatusCode, struck.Headers.GetValues("Retry-After").Single()));
        Assert.Equal((HttpStatusCode.OK, 1), (again.StatusCode, cluster.Faults!.Injected));
        Assert.Equal("Status", cluster.Requests.Recent[0].Fault);
    }

    [Fact]
    public async Task The_same_seed_strikes_the_same_requests()
    {
        var first = await StruckAsync(7);
        var again = await StruckAsync(7);
        var other = await StruckAsync(8);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task A_watch_is_reset_in_mid_frame()
    {
        await using var cluster = await StartAsync("watch configmaps: reset after 1 frame");
        Fill(cluster, 3);

        var (lines, failure) = await ReadWatchAsync(cluster, "");

        Assert.NotNull(failure);
        Assert.InRange(lines.Count, 0, 2); // a reset takes with it what has come and was not read yet
        Assert.All(lines.Take(1), line => Assert.NotNull(JsonNode.Parse(line)));
    }

    [Fact]
    public async Task A_watch_is_cut_in_mid_line()
    {
        await using var cluster = await StartAsync("watch configmaps: cut after 1 frame");
        Fill(cluster, 3);

        var (lines, failure) = await ReadWatchAsync(cluster, "");

        Assert.Null(failure);
        Assert.Equal(2, lines.Count);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonNode.Parse(lines[1]));
    }

    [Fact]
    public async Task A_connection_that_is_sent_away_takes_no_more_requests_and_ends_what_is_open_in_peace()
    {
        await using var cluster = await StartAsync("get configmaps named map-0: goaway");
        Fill(cluster, 1);
        var connections = 0;
        using var handler = cluster.CreateHandler();
        handler.ConnectCallback = async (to, ct) =>
        {
            Interlocked.Increment(ref connections);
            var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(to.DnsEndPoint, ct);
            return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
        };
        using var client = new HttpClient(handler) { BaseAddress = cluster.Uri, DefaultRequestVersion = HttpVersion.Version20 };
        client.DefaultRequestHeaders.Authorization = new("Bearer", cluster.AdminToken);

        using var watch = await client.GetAsync($"{ConfigMaps}?watch=1&fieldSelector=metadata.name%3Dmap-0", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var lines = new StreamReader(await watch.Content.ReadAsStreamAsync(Ct));
        await lines.ReadLineAsync(Ct);
        using var sentAway = await client.GetAsync($"{ConfigMaps}/map-0", Ct);
        while (Volatile.Read(ref connections) < 2) await client.GetStringAsync("/version", Ct); // until the frame has arrived
        cluster.Objects.Delete("configmaps", "default", "map-0");

        Assert.Equal(HttpStatusCode.OK, sentAway.StatusCode);
        Assert.Equal("DELETED", (string)JsonNode.Parse((await lines.ReadLineAsync(Ct))!)!["type"]!);
    }

    [Fact]
    public async Task Garbage_stands_between_two_frames()
    {
        await using var cluster = await StartAsync("watch configmaps: garbage after 1 frame");
        Fill(cluster, 2);

        var (lines, _) = await ReadWatchAsync(cluster, "&timeoutSeconds=1");

        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonNode.Parse(lines[1]));
        Assert.Equal("ADDED", (string)JsonNode.Parse(lines[2])!["type"]!);
    }

    [Fact]
    public async Task A_watch_expires_with_an_error_frame()
    {
        await using var cluster = await StartAsync("watch configmaps: status 410");

        var (lines, failure) = await ReadWatchAsync(cluster, "");

        Assert.Null(failure);
        var frame = JsonNode.Parse(Assert.Single(lines))!;
        Assert.Equal(("ERROR", 410), ((string)frame["type"]!, (int)frame["object"]!["code"]!));
    }

    [Fact]
    public async Task A_silent_watch_outlasts_its_own_timeout()
    {
        await using var cluster = await StartAsync("watch configmaps: silence after 1 frame");
        Fill(cluster, 2);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var (lines, failure) = await ReadWatchAsync(cluster, "&timeoutSeconds=1", patience.Token, () => patience.CancelAfter(TimeSpan.FromSeconds(3)));

        Assert.Single(lines);
        Assert.IsAssignableFrom<OperationCanceledException>(failure);
    }

    [Fact]
    public async Task A_list_is_cut_in_its_middle()
    {
        await using var cluster = await StartAsync("list configmaps: cut");
        Fill(cluster, 20);
        using var client = cluster.CreateClient();

        var text = await client.GetStringAsync(ConfigMaps, Ct);

        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonNode.Parse(text));
    }

    [Fact]
    public async Task A_stale_list_shows_the_past()
    {
        await using var cluster = await StartAsync("list configmaps: stale 5");
        await cluster.SettleAsync(Ct);
        Fill(cluster, 20);
        using var client = cluster.CreateClient();

        var list = JsonNode.Parse(await client.GetStringAsync(ConfigMaps, Ct))!;

        Assert.Equal(cluster.CurrentResourceVersion - 5, long.Parse((string)list["metadata"]!["resourceVersion"]!, null));
        Assert.True(list["items"]!.AsArray().Count < cluster.Objects.Count("configmaps", "default"));
    }

    [Fact]
    public async Task A_restart_without_its_watch_cache_forgets_old_versions()
    {
        await using var cluster = await StartAsync("");
        var from = cluster.CurrentResourceVersion;
        Fill(cluster, 1);

        await cluster.RestartAsync(keepWatchCache: false, Ct);

        var (lines, _) = await ReadWatchAsync(cluster, $"&resourceVersion={from}");
        Assert.Equal(410, (int)JsonNode.Parse(Assert.Single(lines))!["object"]!["code"]!);
    }

    [Fact]
    public async Task Expired_tokens_are_Unauthorized_and_the_admins_is_not()
    {
        await using var cluster = await StartAsync("");
        var kubeconfig = cluster.KubeconfigFor("default", "robot");
        var token = kubeconfig.Split("token: ")[1].Split('\n')[0].Trim();
        using var robot = cluster.CreateClient(token);
        using var admin = cluster.CreateClient();
        using var before = await robot.GetAsync("/version", Ct);

        cluster.ExpireTokens();

        using var after = await robot.GetAsync("/version", Ct);
        using var other = await admin.GetAsync(ConfigMaps, Ct);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (before.StatusCode, after.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task A_new_certificate_is_trusted_as_the_old_one_was()
    {
        await using var cluster = await StartAsync("");

        cluster.RotateCertificate();

        using var client = cluster.CreateClient();
        using var answer = await client.GetAsync("/version", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_server_that_is_away_refuses_connections_and_comes_back_with_its_objects()
    {
        var away = TimeSpan.FromSeconds(5);
        var clock = new ToldClock(away);
        await using var cluster = await LocalKubernetes.LocalCluster.StartAsync(new() { SimulateControllers = false, TimeProvider = clock }, Ct);
        using var client = cluster.CreateClient();
        Fill(cluster, 1);

        var restart = cluster.RestartAsync(keepWatchCache: true, away, Ct);
        while (await AnswersAsync(client)) { }
        await clock.Begun.WaitAsync(Ct);
        clock.Advance(away);
        await restart;

        Assert.Contains("map-0", await client.GetStringAsync(ConfigMaps, Ct), StringComparison.Ordinal);
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/version", Ct);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Task<LocalKubernetes.LocalCluster> StartAsync(string plan) => LocalKubernetes.LocalCluster.StartAsync(
        new LocalClusterOptions { SimulateControllers = false, Faults = plan.Length == 0 ? null : FaultPlan.Parse(plan) }, Ct);

    private static void Fill(LocalKubernetes.LocalCluster cluster, int count)
    {
        for (var index = 0; index < count; index++)
            cluster.Objects.Create($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"map-{{{index}}}"},"data":{"a":"{{{new string('x', 100)}}}"}}""");
    }

    private static async Task<string> StruckAsync(int seed)
    {
        await using var cluster = await StartAsync($"seed {seed}\nlist configmaps: status 500, 50%");
        using var client = cluster.CreateClient();
        var struck = "";
        for (var each = 0; each < 20; each++)
        {
            using var answer = await client.GetAsync(ConfigMaps, Ct);
            struck += answer.IsSuccessStatusCode ? '.' : 'x';
        }
        return struck;
    }

    private static async Task<(List<string> Lines, Exception? Failure)> ReadWatchAsync(LocalKubernetes.LocalCluster cluster, string options, CancellationToken? ct = null, Action? onLine = null)
    {
        using var client = cluster.CreateClient();
        var lines = new List<string>();
        try
        {
            using var response = await client.GetAsync($"{ConfigMaps}?watch=1{options}", HttpCompletionOption.ResponseHeadersRead, ct ?? Ct);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Ct));
            while (await reader.ReadLineAsync(ct ?? Ct) is { } line)
            {
                lines.Add(line);
                onLine?.Invoke();
            }

            return (lines, null);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or OperationCanceledException)
        {
            return (lines, failure);
        }
    }
}
