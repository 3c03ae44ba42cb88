using System.Text.Json;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Reading;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Silo.Health;

namespace NetpolOrleans.Cli.Replicas;

/// <summary>Asks replicas how they are. One that does not answer is reported, and the others are all the same.</summary>
internal static class ReplicaSurvey
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Asks replicas by their HTTP addresses.</summary>
    public static async Task<IReadOnlyList<ReplicaReport>> AskAsync(IEnumerable<string> urls, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = Patience };
        return await Task.WhenAll(urls.Select(async url =>
        {
            try
            {
                return Read(url, await http.GetByteArrayAsync(new Uri(new Uri(url), "/statusz"), cancellation), null);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested && e is HttpRequestException or UriFormatException or TaskCanceledException)
            {
                return new ReplicaReport(url, null, e.Message, null);
            }
        }));
    }

    /// <summary>Asks every Pod of the controller through the API server's proxy, where no port has to be forwarded, and reads its Lease.</summary>
    /// <param name="connection">The way to the API server.</param>
    /// <param name="ns">The controller's namespace.</param>
    /// <param name="warn">Takes what could not be read though the answer does without.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="CommandFailedException">There is no Pod.</exception>
    /// <exception cref="KubernetesAccessException">The Pods cannot be listed.</exception>
    public static async Task<IReadOnlyList<ReplicaReport>> AskPodsAsync(KubernetesConnection connection, string ns, Action<string> warn, CancellationToken cancellation)
    {
        var pods = await new ObjectReader(connection).ListAsync(
            new(ResourceKinds.Pods, ns, "app.kubernetes.io/name=netpol-orleans", MetadataOnly: true), Projectors.PodInfo, cancellation);
        if (pods.Count == 0) throw new CommandFailedException($"no Pod of the controller runs in namespace {ns}: name another with -n, or a replica with --url");
        var beats = await BeatsAsync(connection, ns, warn, cancellation);
        return await Task.WhenAll(pods.OrderBy(pod => pod.Name).Select(pod => AskPodAsync(connection, ns, pod.Name.Name, beats, cancellation)));
    }

    private static async Task<ReplicaReport> AskPodAsync(
        KubernetesConnection connection, string ns, string pod, IReadOnlyList<Heartbeat> beats, CancellationToken cancellation)
    {
        var beat = beats.FirstOrDefault(each => each.Pod == pod);
        try
        {
            using var reply = await connection.RequireAsync(new("get", ResourceKinds.Pods, ns, $"{pod}:8080") { Subresource = "proxy/statusz" }, cancellation);
            return Read(pod, reply.Body, beat);
        }
        catch (KubernetesAccessException e)
        {
            return new(pod, null, e.Message, beat);
        }
    }

    private static async Task<IReadOnlyList<Heartbeat>> BeatsAsync(KubernetesConnection connection, string ns, Action<string> warn, CancellationToken cancellation)
    {
        try
        {
            return await HeartbeatReader.ListAsync(connection, ns, cancellation);
        }
        catch (KubernetesAccessException e)
        {
            warn($"heartbeats are not shown: {e.Message}");
            return [];
        }
    }

    private static ReplicaReport Read(string name, ReadOnlySpan<byte> json, Heartbeat? beat)
    {
        try
        {
            return new(name, JsonSerializer.Deserialize<ReplicaStatus>(json, Json), null, beat);
        }
        catch (JsonException e)
        {
            return new(name, null, $"it answers something else than its status: {e.Message}", beat);
        }
    }
}
