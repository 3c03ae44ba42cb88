using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Faults;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Http;

/// <summary>Lists: whole or in pages, of now or of a past version, filtered by selectors.</summary>
internal sealed class ListHandler(ObjectStore store)
{
    private const string ExpiredContinue =
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.";

    public async Task HandleAsync(ApiRequest request)
    {
        var token = request.Query("continue") is { Length: > 0 } text ? ContinueToken.Decode(text) : null;
        var limit = request.Limit() ?? long.MaxValue;
        var snapshot = SnapshotFor(request, token);
        var page = Select(request, snapshot, token, limit, out var next, out var remaining);
        await ListWriter.WriteAsync(request, page, snapshot.ResourceVersion, next, remaining);
    }

    private Snapshot SnapshotFor(ApiRequest request, ContinueToken? token)
    {
        var version = request.ResourceVersion();
        var match = request.Query("resourceVersionMatch");
        if (token is not null)
        {
            if (version is > 0) throw ApiErrors.BadRequest("specifying resource version is not allowed when using continue");
            if (token.ResourceVersion < 0) return store.Snapshot(request.Kind.Stored);
            return store.SnapshotAt(request.Kind.Stored, token.ResourceVersion) ?? throw Expired(token);
        }
        ListOptions.Check(version, match, request.Query("resourceVersion"));
        var now = store.Snapshot(request.Kind.Stored);
        if (FaultInjector.StalenessOf(request.Http) is > 0 and var behind && store.SnapshotAt(request.Kind.Stored, Math.Max(1, now.ResourceVersion - behind)) is { } stale) now = stale;
        if (version > now.ResourceVersion) throw ApiErrors.TooLargeResourceVersion(version.Value, now.ResourceVersion);
        if (match != "Exact") return now;
        return store.SnapshotAt(request.Kind.Stored, version ?? 0) ?? throw ApiErrors.Expired("The resourceVersion for the provided list is too old.");
    }

    private static List<StoredObject> Select(ApiRequest request, Snapshot snapshot, ContinueToken? token, long limit, out string? next, out long? remaining)
    {
        var (labels, fields) = (request.Labels(), request.Fields());
        var objects = snapshot.In(request.Scope);
        if (token is not null) objects = objects.SkipWhile(obj => !token.IsBefore(obj));
        var page = new List<StoredObject>();
        (next, remaining) = (null, null);
        using var rest = objects.Where(obj => labels.Matches(obj.Labels) && fields.Matches(obj)).GetEnumerator();
        while (rest.MoveNext())
        {
            if (page.Count < limit)
            {
                page.Add(rest.Current);
                continue;
            }
            next = ContinueToken.After(page[^1], snapshot.ResourceVersion).Encode();
            if (!labels.IsEverything || !fields.IsEverything) break;
            for (remaining = 1; rest.MoveNext();) remaining++;
        }
        return page;
    }

    private static ApiException Expired(ContinueToken token)
    {
        var refusal = ApiErrors.Expired(ExpiredContinue);
        refusal.Status["metadata"] = new JsonObject { ["continue"] = (token with { ResourceVersion = -1 }).Encode() };
        return refusal;
    }
}
