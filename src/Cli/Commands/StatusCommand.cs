using System.CommandLine;
using System.Text.Json;
using NetpolOrleans.Cli.Output;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Reading;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Silo.Health;

namespace NetpolOrleans.Cli.Commands;

/// <summary><c>netpol status</c>: the replicas, who has which shard, and how they are.</summary>
internal static class StatusCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The command.</summary>
    public static Command Create(CliIo io)
    {
        var command = new NetpolSubcommand("status", "Show the controller's replicas, which shard each has, and whether it is in step.",
            ("netpol status", "the replicas of the current context, asked through the API server"),
            ("netpol status --url http://127.0.0.1:8080", "one replica, by its address"));
        var cluster = new ClusterOptions().AddTo(command);
        var urls = new Option<string[]>("--url") { Description = "A replica's HTTP address, instead of asking the cluster for its Pods. May be repeated.", HelpName = "URL" };
        var ns = new Option<string>("--namespace", "-n") { Description = "The controller's namespace.", HelpName = "NAME", DefaultValueFactory = _ => "netpol-orleans" };
        var output = OutputOption.AddTo(command, "text", "json");
        command.Add(urls);
        command.Add(ns);
        command.SetAction(async (parsed, cancellation) =>
        {
            var replicas = parsed.GetValue(urls) is { Length: > 0 } given
                ? await AskAsync(given, cancellation)
                : await cluster.WithAsync(parsed, connection => AskPodsAsync(connection, parsed.GetValue(ns)!, cancellation));
            if (parsed.GetValue(output) == "json") await io.Out.WriteAsync(JsonText.Of(new { Replicas = replicas }));
            else Show(replicas, io);
            return replicas.All(replica => replica.Missing.Count == 0) ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static async Task<List<ReplicaStatus>> AskAsync(string[] urls, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var found = new List<ReplicaStatus>();
        foreach (var url in urls)
        {
            try
            {
                found.Add(Read(await http.GetByteArrayAsync(new Uri(new Uri(url), "/statusz"), cancellation), url));
            }
            catch (Exception e) when (e is HttpRequestException or UriFormatException or TaskCanceledException)
            {
                throw new CommandFailedException($"{url} does not answer: {e.Message}");
            }
        }

        return found;
    }

    /// <summary>Asks every Pod of the controller through the API server's proxy: no port has to be forwarded.</summary>
    private static async Task<List<ReplicaStatus>> AskPodsAsync(KubernetesConnection connection, string ns, CancellationToken cancellation)
    {
        var pods = await new ObjectReader(connection).ListAsync(
            new(ResourceKinds.Pods, ns, "app.kubernetes.io/name=netpol-orleans", MetadataOnly: true), Projectors.PodInfo, cancellation);
        if (pods.Count == 0) throw new CommandFailedException($"no Pod of the controller runs in namespace {ns}: name another with -n, or a replica with --url");
        var found = new List<ReplicaStatus>();
        foreach (var pod in pods.OrderBy(pod => pod.Name))
        {
            using var reply = await connection.RequireAsync(new("get", ResourceKinds.Pods, ns, $"{pod.Name.Name}:8080/proxy/statusz"), cancellation);
            found.Add(Read(reply.Body, pod.Name.Name));
        }

        return found;
    }

    private static ReplicaStatus Read(ReadOnlySpan<byte> json, string replica)
    {
        try
        {
            return JsonSerializer.Deserialize<ReplicaStatus>(json, Json)!;
        }
        catch (JsonException e)
        {
            throw new CommandFailedException($"{replica} answers something else than its status: {e.Message}");
        }
    }

    private static void Show(List<ReplicaStatus> replicas, CliIo io)
    {
        var page = new Page(io);
        foreach (var replica in replicas)
        {
            page.Line($"[bold]{replica.Silo}[/]  {replica.Shards.Count} shards, {replica.Shards.Sum(shard => shard.Objects)} objects, {replica.Shards.Sum(shard => shard.Workloads)} workloads; sees {replica.Silos.Count} replicas, view {replica.ViewVersion}");
            foreach (var shard in replica.Shards)
                page.Line($"  {shard.Shard}  {shard.Workloads} workloads, {shard.Streams} streams, {(shard.Synced ? "in step" : "listing")}{(shard.MayNarrow ? "" : ", only widens")}");
            foreach (var missing in replica.Missing) page.Line($"  [red]not ready[/]  {missing}");
        }

        page.Show();
    }
}
