using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>Lists one resource of the whole cluster and watches it, with nothing of ours in between.</summary>
internal sealed class WatchedResource(RawApi api, string path, Action<JsonObject, long, bool> record)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private string version = "";

    /// <summary>Takes what there is.</summary>
    public async Task ListAsync(CancellationToken cancellation)
    {
        var list = await api.GetAsync(path, cancellation);
        foreach (var item in list["items"]!.AsArray()) record(item!.AsObject(), VersionOf(item!.AsObject()), false);
        version = (string)list["metadata"]!["resourceVersion"]!;
    }

    /// <summary>Takes every change; a stream that ends goes on where it ended.</summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await StreamAsync(cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is IOException or HttpRequestException or JsonException or OperationCanceledException) // a frame that was cut is no JSON
            {
                await Task.Delay(Pause, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>An object's version.</summary>
    public static long VersionOf(JsonObject found) => long.Parse((string)found["metadata"]!["resourceVersion"]!, CultureInfo.InvariantCulture);

    private async Task StreamAsync(CancellationToken cancellation)
    {
        using var response = await api.OpenAsync($"{path}?watch=1&allowWatchBookmarks=true&timeoutSeconds=300&resourceVersion={version}", cancellation);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        while (await lines.ReadLineAsync(cancellation) is { Length: > 0 } line)
        {
            var frame = JsonNode.Parse(line)!;
            var type = (string)frame["type"]!;
            if (type == "ERROR") throw new IOException(frame["object"]!.ToJsonString());
            var found = frame["object"]!.AsObject();
            version = (string)found["metadata"]!["resourceVersion"]!;
            if (type != "BOOKMARK") record(found, VersionOf(found), type == "DELETED");
        }
    }
}
