using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using k8s;
using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Kubernetes.Tests.Support;

/// <summary>
/// A model of the API server's list and watch: ConfigMaps, versions, a history that can be compacted, pages of one state, streams that
/// can be hurt. Small enough to run thousands of schedules.
/// </summary>
public sealed class ModelServer(bool streamingLists) : DelegatingHandler
{
    private const string Spoilt = "spoilt";
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, (int Version, string Value)> objects = new(StringComparer.Ordinal);
    private readonly List<(int Version, string Line)> history = [];
    private readonly List<WatchBody> streams = [];
    private readonly Queue<int> failures = [];
    private readonly Dictionary<string, (int Version, string[] Left)> pages = [];
    private readonly List<(int Version, string[] Items)> past = [];
    private int stale;
    private int version = 10;
    private int compacted = 10;

    /// <summary>What exists: values by name.</summary>
    public Dictionary<string, string> State
    {
        get { lock (gate) return objects.ToDictionary(o => o.Key, o => o.Value.Value); }
    }

    public KubernetesConnection Connect(TimeProvider clock) =>
        KubernetesConnection.For(new KubernetesClientConfiguration { Host = "https://model.test" }, clock, new() { RequestTimeout = TimeSpan.FromHours(24), ProbeInterval = Timeout.InfiniteTimeSpan }, this);

    public void Put(string name, string value)
    {
        lock (gate)
        {
            var type = objects.ContainsKey(name) ? "MODIFIED" : "ADDED";
            objects[name] = (++version, value);
            Publish(type, Line(name, objects[name]));
        }
    }

    public void Delete(string name)
    {
        lock (gate)
        {
            if (!objects.Remove(name, out var last)) return;
            version++;
            Publish("DELETED", Wire.ConfigMap(name, Text(version), last.Value));
        }
    }

    /// <summary>Forgets all history; tokens and versions before now expire.</summary>
    public void Compact()
    {
        lock (gate)
        {
            history.Clear();
            past.Clear();
            pages.Clear();
            compacted = version;
        }
    }

    /// <summary>The next list, in pages or streamed, comes from a replica that is some writes behind.</summary>
    public void LagNext(int writes)
    {
        lock (gate) stale = writes;
    }

    /// <summary>The object is there, and cannot be read.</summary>
    public void Spoil(string name)
    {
        lock (gate)
        {
            var type = objects.ContainsKey(name) ? "MODIFIED" : "ADDED";
            objects[name] = (++version, Spoilt);
            Publish(type, Line(name, objects[name]));
        }
    }

    /// <summary>Makes spoilt objects readable again.</summary>
    public void Mend()
    {
        lock (gate)
            foreach (var (name, kept) in objects.ToList())
                if (kept.Value == Spoilt) Put(name, "mended");
    }

    /// <summary>The streams stay open and say nothing any more.</summary>
    public void Silence()
    {
        lock (gate) streams.Clear();
    }

    /// <summary>A bookmark that is some writes late.</summary>
    public void LateBookmark(int writes) => ToAll(s => s.BookmarkAsync(Text(Math.Max(10, version - writes))));

    public void Bookmark() => ToAll(s => s.BookmarkAsync(Text(version)));

    public void SendError(int code) => ToAll(s => s.ErrorAsync(code, code == 410 ? "Expired" : "InternalError"));

    public void SendGarbage() => ToAll(s => s.WriteAsync("upstream connect error\n"));

    public void SendHalfLine() => EndAll(s => s.WriteAsync("""{"type":"ADDED","object":{"metadata":{"name":"half","namespa""").ContinueWith(_ => s.Close(), TaskScheduler.Default));

    public void CloseAll() => EndAll(s =>
    {
        s.Close();
        return Task.CompletedTask;
    });

    public void CutAll() => EndAll(s =>
    {
        s.Cut();
        return Task.CompletedTask;
    });

    /// <summary>The next request fails so; 0 is no answer.</summary>
    public void FailNext(int code)
    {
        lock (gate) failures.Enqueue(code);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (failures.TryDequeue(out var code))
                return code == 0 ? throw new HttpRequestException("connection refused") : Answer((HttpStatusCode)code, Wire.Status(code, "InternalError"));
            var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
            return query["watch"] is null ? List(query["continue"], int.Parse(query["limit"]!, CultureInfo.InvariantCulture))
                : query["sendInitialEvents"] is not null ? Stream(null)
                : Stream(int.Parse(query["resourceVersion"]!, CultureInfo.InvariantCulture));
        }
    }

    private (int Version, string[] Items) Now()
    {
        var behind = Math.Min(stale, past.Count);
        stale = 0;
        return behind > 0 ? past[^behind] : (version, Items());
    }

    private string[] Items() => [.. objects.Select(o => Line(o.Key, o.Value))];

    private static string Line(string name, (int Version, string Value) kept) => kept.Value == Spoilt
        ? Wire.ConfigMap(name, Text(kept.Version)).Replace("{\"key\":\"v\"}", "[7]", StringComparison.Ordinal)
        : Wire.ConfigMap(name, Text(kept.Version), kept.Value);

    private Task<HttpResponseMessage> List(string? token, int limit)
    {
        var page = token is null ? Now()
            : pages.TryGetValue(token, out var known) ? known
            : default;
        if (page.Item2 is null) return Answer(HttpStatusCode.Gone, Wire.Status(410, "Expired"));
        var next = page.Item2.Length > limit ? $"{page.Item1}-{page.Item2.Length - limit}" : null;
        if (next is not null) pages[next] = (page.Item1, page.Item2[limit..]);
        return Answer(HttpStatusCode.OK, Wire.List(Text(page.Item1), next, [.. page.Item2.Take(limit)]));
    }

    private Task<HttpResponseMessage> Stream(int? after)
    {
        if (after is null && !streamingLists) return Answer(HttpStatusCode.UnprocessableEntity, Wire.Status(422, "Invalid"));
        if (after < compacted) return Answer(HttpStatusCode.Gone, Wire.Status(410, "Expired"));
        var stream = new WatchBody();
        var (listed, items) = after is null ? Now() : default;
        var backlog = after is null
            ? items.Select(stream.AddedAsync).Append(stream.BookmarkAsync(Text(listed), true)).Concat(history.Where(e => e.Version > listed).Select(e => stream.WriteAsync(e.Line)))
            : history.Where(e => e.Version > after).Select(e => stream.WriteAsync(e.Line));
        foreach (var written in backlog.ToList()) Assert.True(written.IsCompletedSuccessfully);
        streams.Add(stream);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(stream.Reading) });
    }

    private void Publish(string type, string json)
    {
        var line = $"{{\"type\":\"{type}\",\"object\":{json}}}\n";
        history.Add((version, line));
        past.Add((version, Items()));
        foreach (var stream in streams) _ = stream.WriteAsync(line);
    }

    private void ToAll(Func<WatchBody, Task> write)
    {
        lock (gate) foreach (var stream in streams) _ = write(stream);
    }

    private void EndAll(Func<WatchBody, Task> end)
    {
        lock (gate)
        {
            foreach (var stream in streams) _ = end(stream);
            streams.Clear();
        }
    }

    private static Task<HttpResponseMessage> Answer(HttpStatusCode code, string json) =>
        Task.FromResult(new HttpResponseMessage(code) { Content = new StringContent(json, Encoding.UTF8, "application/json") });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
