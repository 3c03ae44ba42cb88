using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>
/// Lists a scope page by page. What was listed is one consistent state: all pages carry the first one's version. A page that fails is
/// asked for again, not the whole list: a server in trouble would never get to the end of a long one.
/// </summary>
internal sealed class PagedList<T>(KubernetesConnection connection, WatchScope scope, Intake<T> intake, ReflectorCounters counters, int pageSize)
    where T : class
{
    private const int Restarts = 3, Attempts = 3;

    private string? next;
    private int restarts;
    private int failures;

    /// <summary>What has been listed.</summary>
    public List<ArrivedObject<T>> Objects { get; } = [];

    /// <summary>The names of listed objects that were set aside.</summary>
    public HashSet<ObjectName> Unreadable { get; } = [];

    /// <summary>The list's version.</summary>
    public string Version { get; private set; } = "";

    /// <summary>
    /// Reads every page, or on from the one that failed when it was called before; a token that expired, or under which nothing comes,
    /// starts the list over.
    /// </summary>
    public async Task<StreamEnd> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var (end, page) = await ReadPageAsync(cancellation);
            if (page is { } read)
            {
                (Version, next, failures) = (read.ResourceVersion, read.Continue, 0);
                if (next is null) return new(WatchEnd.Listed);
            }
            else if (end.Cause == WatchEnd.Expired && next is not null && restarts++ < Restarts)
            {
                StartOver();
            }
            else
            {
                if (next is null || ++failures >= Attempts) StartOver(); // what half a first page listed may be gone in the next
                return end;
            }
        }
    }

    private void StartOver()
    {
        Objects.Clear();
        Unreadable.Clear();
        (next, failures) = (null, 0);
    }

    private async Task<(StreamEnd End, ListPage? Page)> ReadPageAsync(CancellationToken cancellation)
    {
        var request = scope.List(pageSize, next);
        try
        {
            using var reply = await connection.CallAsync(request, cancellation);
            if (reply.Failure is { } failure) return (StreamEnd.Of(request, failure, connection.User, inFrame: false), null);
            counters.Heard(reply.Body.Length);
            var page = ListPage.Read(reply.Body, Take);
            return (new(WatchEnd.BadList, "the answer is no list"), page);
        }
        catch (UnreachableException e)
        {
            return (new(WatchEnd.Unreachable, e.Message), null);
        }
    }

    private void Take(ReadOnlySpan<byte> item)
    {
        if (intake.Present(item, Unreadable) is { } arrived) Objects.Add(arrived);
    }
}
