using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>Lists a scope page by page. What was listed is one consistent state: all pages carry the first one's version.</summary>
internal sealed class PagedList<T>(KubernetesConnection connection, WatchScope scope, Intake<T> intake, ReflectorCounters counters, int pageSize)
    where T : class
{
    private const int Restarts = 3;

    /// <summary>What has been listed.</summary>
    public List<ArrivedObject<T>> Objects { get; } = [];

    /// <summary>The names of listed objects that were set aside.</summary>
    public HashSet<ObjectName> Unreadable { get; } = [];

    /// <summary>The list's version.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Reads every page; a token that expired starts the list over.</summary>
    public async Task<StreamEnd> ReadAsync(CancellationToken cancellation)
    {
        string? next = null;
        var restarts = 0;
        while (true)
        {
            var (end, page) = await ReadPageAsync(next, cancellation);
            if (page is { } read)
            {
                (Version, next) = (read.ResourceVersion, read.Continue);
                if (next is null) return new(WatchEnd.Listed);
            }
            else if (end.Cause == WatchEnd.Expired && next is not null && restarts++ < Restarts)
            {
                Objects.Clear();
                Unreadable.Clear();
                next = null;
            }
            else
            {
                return end;
            }
        }
    }

    private async Task<(StreamEnd End, ListPage? Page)> ReadPageAsync(string? next, CancellationToken cancellation)
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
