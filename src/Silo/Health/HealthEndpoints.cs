using NetpolOrleans.Grains.Cluster;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Grains.Watching;

namespace NetpolOrleans.Silo.Health;

/// <summary>What the kubelet asks.</summary>
public static class HealthEndpoints
{
    private const int MostTroubles = 20;

    /// <summary>
    /// <c>/startupz</c>: 200 once the replica has joined the others. <c>/livez</c>: 200 while a restart would not help. <c>/readyz</c>: 200 while the replica does its share, with what does not work
    /// all the same; 503 with what is missing. <c>/statusz</c>: a <see cref="ReplicaStatus"/> for <c>netpol status</c>.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/livez", async (Liveness liveness, CancellationToken cancellation) =>
            await liveness.FaultAsync(cancellation) is { } fault ? Unavailable([fault]) : Results.Text("ok\n"));
        app.MapGet("/startupz", (Readiness readiness) => readiness.NotJoined() is { } reason ? Unavailable([reason]) : Results.Text("ok\n"));
        app.MapGet("/readyz", (Readiness readiness) =>
            readiness.Missing() is { Count: > 0 } missing ? Unavailable(missing) : Results.Text(Lines(["ok", .. readiness.Troubles()])));
        app.MapGet("/statusz", (Readiness readiness, LocalShards shards, ClusterViewFeed views, ShardOwners owners) => Results.Json(new ReplicaStatus(
            owners.Local.ToString(),
            [.. owners.ActiveSilos().Select(silo => silo.ToString()).Order(StringComparer.Ordinal)],
            [.. shards.All.Select(shard => shard.Status).OrderBy(status => status.Shard, StringComparer.Ordinal)],
            views.Current?.Version ?? 0, views.Current?.Owners ?? [], readiness.Missing(), views.Current?.Late ?? [])));
    }

    private static IResult Unavailable(IReadOnlyList<string> reasons) =>
        Results.Text(Lines(reasons), statusCode: StatusCodes.Status503ServiceUnavailable);

    private static string Lines(IReadOnlyList<string> lines) => lines.Count <= MostTroubles
        ? string.Join('\n', lines) + "\n"
        : $"{string.Join('\n', lines.Take(MostTroubles))}\n… and {lines.Count - MostTroubles} more\n";
}
