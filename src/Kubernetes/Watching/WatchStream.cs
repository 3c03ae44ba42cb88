using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>One watch from its request to its end, streaming list included: lines in, batches out.</summary>
internal sealed class WatchStream<T>(
    KubernetesConnection connection, Intake<T> intake, Handover<T> handover, VersionGuard guard, ReflectorCounters counters, ReflectorOptions options)
    where T : class
{
    private const int KeptCapacity = 16; // a stream may be idle for years after the list with which it began

    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    private List<ArrivedObject<T>> batch = [];
    private readonly HashSet<ObjectName> unreadable = [];
    private ApiRequest request = null!;
    private bool inList;
    private string? version;
    private bool heard;

    /// <summary>Called when a streaming list is complete and handed over.</summary>
    public Action? Synced { get; init; }

    /// <summary>Whether any event or bookmark has come.</summary>
    public bool IsFruitful => heard;

    /// <summary>Follows the stream to its end.</summary>
    /// <param name="watch">The request.</param>
    /// <param name="streamingList">Whether it asks for the state first.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<StreamEnd> RunAsync(ApiRequest watch, bool streamingList, CancellationToken cancellation)
    {
        request = watch;
        inList = streamingList;
        version = handover.Version;
        var opened = connection.Time.GetTimestamp();
        using var idle = new Bound(streamingList ? options.StreamingPatience : options.IdleLimit, connection.Time, cancellation);
        try
        {
            using var response = await connection.OpenAsync(request, cancellation);
            if (!response.IsSuccessStatusCode) return await RefusedAsync(response, idle.Token);
            counters.Heard(0);
            counters.LastError = null;
            await using var stream = await response.Content.ReadAsStreamAsync(idle.Token);
            using var lines = new LineReader(stream, options.MaxLineBytes);
            return await FollowAsync(lines, idle, cancellation)
                ?? new(heard || connection.Time.GetElapsedTime(opened) > AtOnce ? WatchEnd.Closed : WatchEnd.ClosedAtOnce);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return inList && connection.StreamingLists != true ? new(WatchEnd.NoStreaming) : new(WatchEnd.Idle, "nothing came for too long");
        }
    }

    private async Task<StreamEnd?> FollowAsync(LineReader lines, Bound idle, CancellationToken cancellation)
    {
        try
        {
            while (await lines.FillAsync(idle.Token))
            {
                idle.Extend(Timeout.InfiniteTimeSpan);
                var end = Drain(lines);
                if (!inList && await HandOverAsync(cancellation) is { } refused) return refused;
                if (end is not null) return end;
                idle.Extend(inList ? options.StreamingPatience : options.IdleLimit);
            }
            return lines.EndedInLine ? new(WatchEnd.HalfLine, "the stream ended within a line") : null;
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return new(lines.EndedInLine ? WatchEnd.HalfLine : WatchEnd.Cut, e.Message);
        }
    }

    private async Task<StreamEnd?> HandOverAsync(CancellationToken cancellation)
    {
        if (version is not { } reached) return null;
        if (handover.Version is null)
        {
            if (guard.IsStale(reached)) return StreamEnd.Stale(reached);
            await handover.ReplaceAsync(batch, unreadable, reached, cancellation);
            Synced?.Invoke();
        }
        else if (batch.Count > 0 || reached != handover.Version) await handover.EventsAsync(batch, reached, cancellation);
        if (batch.Capacity > KeptCapacity) batch = [];
        else batch.Clear();
        return null;
    }

    /// <summary>Reads the whole lines that have come; an end where one of them is the last.</summary>
    private StreamEnd? Drain(LineReader lines)
    {
        StreamEnd? end = null;
        while (end is null && lines.TryLine(out var line, out var tooLong))
        {
            counters.Heard(line.Length + 1);
            if (tooLong) intake.TooLong(WatchFrame.Head(line));
            else if (!line.IsEmpty && !TrySound(line)) end = Take(WatchFrame.Read(line));
            lines.Took();
        }
        return end;
    }

    /// <summary>The usual line, read in one pass: a change of an object that is in order. Any other is looked at more closely.</summary>
    private bool TrySound(ReadOnlySpan<byte> line)
    {
        var content = WatchFrame.Cut(line);
        if (content.IsEmpty || intake.Sound(content) is not { } arrived) return false;
        Arrive(arrived, content);
        return true;
    }

    private StreamEnd? Take(WatchFrame frame)
    {
        switch (frame.Type)
        {
            case WatchEventType.Added or WatchEventType.Modified:
                Arrive(intake.Present(frame.Object, unreadable), frame.Object);
                return null;
            case WatchEventType.Deleted:
                Arrive(intake.Gone(frame.Object), frame.Object);
                return null;
            case WatchEventType.Bookmark:
                Bookmark(ObjectHeader.Read(frame.Object));
                return null;
            case WatchEventType.Error:
                return StreamEnd.Of(request, ApiStatus.Read(0, frame.Object, null), connection.User, inFrame: true);
            default:
                return new(WatchEnd.BadLine, "a line is no watch event");
        }
    }

    private void Arrive(ArrivedObject<T>? arrived, ReadOnlySpan<byte> content)
    {
        heard = true;
        counters.Event();
        if (arrived is { } taken) batch.Add(taken);
        Advance(arrived is { Value: not null } present ? present.ResourceVersion : ObjectHeader.Read(content).ResourceVersion);
    }

    private void Bookmark(ObjectHeader header)
    {
        heard = true;
        Advance(header.ResourceVersion);
        if (!header.InitialEventsEnd || !inList) return;
        inList = false;
        connection.StreamingLists = true;
    }

    /// <summary>A bookmark that comes late must not make what follows it come again.</summary>
    private void Advance(string reached)
    {
        if (reached.Length > 0 && !VersionGuard.IsBefore(reached, version)) version = reached;
    }

    private async Task<StreamEnd> RefusedAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        var status = ApiStatus.Read((int)response.StatusCode, body, KubernetesConnection.RetryAfter(response));
        return inList && status.Code is 400 or 422 ? new(WatchEnd.NoStreaming) : StreamEnd.Of(request, status, connection.User, inFrame: false);
    }
}
