using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// Follows the table by a watch: pushes each change to Orleans and the fence at once, and has the guard undo what no silo has done. The poll
/// is the net below it, so a watch that dies unnoticed costs a poll's period, not correctness.
/// </summary>
internal sealed class TableWatch(
    ClusteringClient client, ApiServer api, TableStore store, TableMemory memory, TableGuard guard, MembershipPush push, BrokenConnections connections, SiloFence fence,
    IOptions<KubernetesClusteringOptions> options, TimeProvider time, ILogger<TableWatch> log)
{
    private const int ServerTimeoutSeconds = 60;
    private TableContents? _last;
    private string? _position;

    public async Task RunAsync(CancellationToken stopping)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                _last ??= await ListAsync(stopping);
                _position ??= _last.Etag;
                await FollowAsync(stopping);
                backoff.Reset();
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                if (WatchRecovery.MustList(failure))
                    (_last, _position) = (null, null);
                var delay = backoff.Next();
                Log.WatchRetried(log, store.Name, failure.Message, delay);
                await Task.Delay(delay, time, stopping);
            }
        }
    }

    private async Task<TableContents> ListAsync(CancellationToken stopping)
    {
        var floor = memory.Version;
        return memory.Accept(await store.ReadAsync(stopping), floor);
    }

    /// <summary>One watch, until the server ends it (after a minute) or fails, or is silent for longer than that.</summary>
    private async Task FollowAsync(CancellationToken stopping)
    {
        using var silence = new CancellationTokenSource(TimeSpan.FromSeconds(ServerTimeoutSeconds) + (2 * options.Value.RequestTimeout), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, stopping);
        Exception? error = null;
        try
        {
            var events = client.Client.CoreV1.WatchListNamespacedConfigMapAsync(
                store.Name.Namespace, allowWatchBookmarks: true, fieldSelector: $"metadata.name={store.Name.ConfigMap}",
                resourceVersion: _position, timeoutSeconds: ServerTimeoutSeconds, onError: failure => error ??= failure, cancellationToken: either.Token);
            await foreach (var (type, item) in events.WithCancellation(either.Token))
            {
                await HandleAsync(type, item, stopping);
                if (error is not null)
                    break;
            }
        }
        catch (HttpOperationException refused)
        {
            throw api.Classify(refused, AccessRule.Table(store.Name.ConfigMap));
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new TimeoutException("the watch was silent for longer than the server may keep it open");
        }

        if (error is not null)
            throw error;
    }

    private async Task HandleAsync(WatchEventType type, V1ConfigMap item, CancellationToken stopping)
    {
        if (type != WatchEventType.Bookmark)
        {
            var reading = type == WatchEventType.Deleted ? new TableReading.Absent() : TableFormat.Read(item, store.Name);
            fence.ObservePast(reading);
            _last = await guard.RestoreAsync(_last!, reading, stopping);
            push.Announce(_last);
            connections.Note(_last);
        }

        _position = item.Metadata.ResourceVersion;
    }
}
