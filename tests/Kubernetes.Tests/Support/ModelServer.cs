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
    private readonly List<Outbox> streams = [];
    private readonly Queue<int> failures = [];
    private readonly Dictionary<string, (int Version, string[] Left)> pages = [];
    private readonly List<(int Version, string[] Items)> past = [];
    private int stale;
    private bool garbling;
    private bool expiring;
    private int written;
    private int version = 10;
    private int compacted = 10;

    /// <summary>What exists: values by name.</summary>
    public Dictionary<string, string> State
    {
        get { lock (gate) return objects.ToDictionary(o => o.Key, o => o.Value.Value); }
    }

    /// <summary>How often each name was deleted.</summary>
    public Dictionary<string, int> Deletions { get; } = [];

    public KubernetesConnection Connect(TimeProvider clock) =>
        KubernetesConnection.For(new KubernetesClientConfiguration { Host = "https://model.test" }, clock, new() { RequestTimeout = TimeSpan.FromHours(24), ProbeInterval = Timeout.InfiniteTimeSpan }, this);

    /// <summary>Writes what was never written before: a count, so that whoever is told can see whether it goes back in time.</summary>
    public void Put(string name) => Write(name, () => Text(++written));

    /// <summary>Writes the object as it is: only its version changes.</summary>
    public void Touch(string name) => Write(name, () => objects.TryGetValue(name, out var kept) ? kept.Value : Text(++written));

    private void Write(string name, Func<string> value)
    {
        lock (gate)
        {
            var type = objects.ContainsKey(name) ? "MODIFIED" : "ADDED";
            objects[name] = (++version, value());
            Publish(type, Line(name, objects[name]));
        }
    }

    public void Delete(string name)
    {
        lock (gate)
        {
            if (!objects.Remove(name, out var last)) return;
            Deletions[name] = Deletions.GetValueOrDefault(name) + 1;
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

    /// <summary>The next event's line is broken off in the middle, and ends like any other.</summary>
    public void GarbleNext()
    {
        lock (gate) garbling = true;
    }

    /// <summary>The next page after a first one has expired, and an object of the first is gone.</summary>
    public void ExpireNextPage()
    {
        lock (gate) expiring = true;
    }

    /// <summary>The object is there, and cannot be read.</summary>
    public void Spoil(string name) => Write(name, () => Spoilt);

    /// <summary>Makes spoilt objects readable again, and lets nothing go wrong by itself any more.</summary>
    public void Mend()
    {
        lock (gate)
        {
            expiring = garbling = false;
            foreach (var (name, kept) in objects.ToList())
                if (kept.Value == Spoilt) Put(name);
        }
    }

    /// <summary>The streams stay open and say nothing any more.</summary>
    public void Silence()
    {
        lock (gate) streams.Clear();
    }

    /// <summary>A bookmark, which may be some writes late.</summary>
    public void Bookmark(int writes = 0)
    {
        lock (gate)
        {
            var reached = Text(Math.Max(10, version - writes));
            ToAll(s => s.BookmarkAsync(reached));
        }
    }

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
        if (token is not null && expiring)
        {
            expiring = false;
            pages.Remove(token);
            if (objects.Count > 0) Delete(objects.First().Key);
        }
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
        var stream = new Outbox();
        var (listed, items) = after is null ? Now() : default;
        foreach (var item in items ?? []) stream.Post(body => body.AddedAsync(item));
        if (items is not null) stream.Post(body => body.BookmarkAsync(Text(listed), true));
        foreach (var (_, line) in history.Where(e => e.Version > (after ?? listed))) stream.Post(body => body.WriteAsync(line));
        streams.Add(stream);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(stream.Body.Reading) });
    }

    private void Publish(string type, string json)
    {
        var line = $"{{\"type\":\"{type}\",\"object\":{json}}}\n";
        history.Add((version, line));
        past.Add((version, Items()));
        var sent = garbling ? line[..(line.Length / 2)] + "\n" : line;
        foreach (var stream in streams) stream.Post(body => body.WriteAsync(sent));
        garbling = false;
    }

    private void ToAll(Func<WatchBody, Task> write)
    {
        lock (gate) foreach (var stream in streams) stream.Post(write);
    }

    private void EndAll(Func<WatchBody, Task> end)
    {
        lock (gate)
        {
            foreach (var stream in streams) stream.End(end);
            streams.Clear();
        }
    }

    private static Task<HttpResponseMessage> Answer(HttpStatusCode code, string json) =>
        Task.FromResult(new HttpResponseMessage(code) { Content = new StringContent(json, Encoding.UTF8, "application/json") });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
