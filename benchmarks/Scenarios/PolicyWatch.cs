using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace NetpolOrleans.Scenarios;

/// <summary>Sees policies come and change, as any other client would.</summary>
internal sealed class PolicyWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, byte> present = new();
    private readonly ConcurrentDictionary<(string Policy, string Peer), TaskCompletionSource<long>> awaited = new();
    private Task following = Task.CompletedTask;
    private long lastEvent;

    /// <summary>How many policies of ours there are.</summary>
    public int Count => present.Count;

    public static async Task<PolicyWatch> StartAsync(RawClient client, CancellationToken cancellation)
    {
        var watch = new PolicyWatch();
        var version = (string)(await client.GetAsync("apis/networking.k8s.io/v1/networkpolicies?limit=1", cancellation))["metadata"]!["resourceVersion"]!;
        watch.following = Task.Run(() => watch.FollowAsync(client, version), CancellationToken.None);
        return watch;
    }

    /// <summary>The timestamp at which a policy has a peer of these pods.</summary>
    public Task<long> Until(string policy, string app) =>
        awaited.GetOrAdd((policy, app), _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Waits until there are so many.</summary>
    public async Task UntilAsync(int count, CancellationToken cancellation)
    {
        using var glances = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Count != count)
        {
            if (following.IsFaulted) await following;
            await glances.WaitForNextTickAsync(cancellation);
        }
    }

    /// <summary>Waits until no policy has changed for two seconds.</summary>
    public async Task QuietAsync(CancellationToken cancellation)
    {
        using var glances = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (Stopwatch.GetElapsedTime(Volatile.Read(ref lastEvent)) < TimeSpan.FromSeconds(2)) await glances.WaitForNextTickAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    /// <summary>Goes on where a stream ended: a server ends those of clients that read too slowly.</summary>
    private async Task FollowAsync(RawClient client, string version)
    {
        while (!stopping.IsCancellationRequested)
        {
            using var lines = new StreamReader(await client.WatchAsync($"apis/networking.k8s.io/v1/networkpolicies?watch=1&resourceVersion={version}", stopping.Token));
            while (await lines.ReadLineAsync(stopping.Token) is { Length: > 0 } line) version = Take(line, Stopwatch.GetTimestamp());
        }
    }

    private string Take(string line, long at)
    {
        Volatile.Write(ref lastEvent, at);
        using var frame = JsonDocument.Parse(line);
        var metadata = frame.RootElement.GetProperty("object").GetProperty("metadata");
        var name = $"{metadata.GetProperty("namespace").GetString()}/{metadata.GetProperty("name").GetString()}";
        if (frame.RootElement.GetProperty("type").ValueEquals("DELETED")) present.TryRemove(name, out _);
        else present[name] = 0;
        foreach (var ((policy, app), waiting) in awaited)
            if (policy == name && line.Contains($"\"app\":\"{app}\"", StringComparison.Ordinal) && awaited.TryRemove((policy, app), out _)) waiting.TrySetResult(at);
        return metadata.GetProperty("resourceVersion").GetString()!;
    }
}
