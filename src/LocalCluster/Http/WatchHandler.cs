using System.Globalization;
using LocalKubernetes.Errors;
using LocalKubernetes.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace LocalKubernetes.Http;

/// <summary>Watches: what is there, then what happens, until the timeout. An idle watch holds a queue and a timer, no thread.</summary>
internal sealed class WatchHandler(ObjectStore store, TimeProvider time, WatchShutdown shutdown, bool streamingLists)
{
    private const int MinimumTimeout = 1800;

    public async Task HandleAsync(ApiRequest request)
    {
        if (request.Representation == Representation.Protobuf) throw ApiErrors.NotAcceptable();
        var frames = new WatchFrames(request);
        var version = request.ResourceVersion();
        var initial = WatchOptions.InitialEvents(request, version, streamingLists);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, shutdown.Token);
        using var timeout = new CancellationTokenSource(TimeoutOf(request), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, timeout.Token);
        var covered = version ?? 0;
        request.Http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        request.Http.Response.ContentType = "application/json";
        try
        {
            using var events = Open(request, initial, version, frames);
            do
            {
                for (; events.TryTake(out var happened); covered = happened.ResourceVersion) frames.Write(happened);
                covered = Math.Max(covered, events.StartedAt);
                await frames.FlushAsync(ending.Token);
            }
            while (await events.WaitAsync(either.Token));
        }
        catch (ApiException refusal)
        {
            frames.WriteError(refusal);
            await frames.FlushAsync(ending.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !ending.IsCancellationRequested)
        {
            if (!request.Asks("allowWatchBookmarks")) return;
            frames.WriteBookmark(covered);
            await frames.FlushAsync(ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The client left, or the server closes its watches.
        }
    }

    private Subscription Open(ApiRequest request, bool initial, long? version, WatchFrames frames)
    {
        var bookmarks = request.Asks("allowWatchBookmarks");
        if (!initial) return store.Subscribe(request.Kind.Stored, request.Scope, version, bookmarks);
        var (events, snapshot) = store.SubscribeWithSnapshot(request.Kind.Stored, request.Scope, bookmarks);
        foreach (var obj in snapshot.In(request.Scope)) frames.WriteInitial(obj);
        if (request.Asks("sendInitialEvents")) frames.WriteInitialEnd(snapshot.ResourceVersion);
        return events;
    }

    // A real server spreads the default over 30 to 60 minutes.
    private static TimeSpan TimeoutOf(ApiRequest request) =>
        int.TryParse(request.Query("timeoutSeconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.FromSeconds(MinimumTimeout * (1 + Random.Shared.NextDouble()));
}
