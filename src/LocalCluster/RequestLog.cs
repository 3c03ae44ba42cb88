namespace LocalKubernetes;

/// <summary>
/// What clients asked of the server. Requests are logged before their answer goes out, so whoever has it finds them, and a watch appears when it
/// ends; the simulated controllers work in process and never appear.
/// </summary>
public sealed class RequestLog
{
    private const int Capacity = 50_000;
    private static readonly string[] Writes = ["create", "update", "patch", "delete", "deletecollection"];
    private readonly Lock gate = new();
    private readonly Queue<RequestRecord> recent = new();
    private readonly Dictionary<(string Verb, string Resource, string? User), long> counts = [];

    /// <summary>The last 50,000 requests, oldest first.</summary>
    public IReadOnlyList<RequestRecord> Recent
    {
        get { lock (gate) return [.. recent]; }
    }

    /// <summary>How many requests were answered since the start or the last <see cref="Clear"/>; null matches all.</summary>
    public long Count(string? verb = null, string? resource = null, string? user = null)
    {
        lock (gate)
            return counts.Where(each => Is(verb, each.Key.Verb) && Is(resource, each.Key.Resource) && Is(user, each.Key.User)).Sum(each => each.Value);
    }

    /// <summary>How many of them were creates, updates, patches and deletes.</summary>
    public long CountWrites(string? resource = null, string? user = null) =>
        Writes.Sum(verb => Count(verb, resource, user));

    public void Clear()
    {
        lock (gate)
        {
            recent.Clear();
            counts.Clear();
        }
    }

    internal void Add(RequestRecord record)
    {
        lock (gate)
        {
            if (recent.Count == Capacity) recent.Dequeue();
            recent.Enqueue(record);
            var key = (record.Verb, record.Resource, record.User);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
    }

    private static bool Is(string? wanted, string? actual) => wanted is null || wanted == actual;
}
