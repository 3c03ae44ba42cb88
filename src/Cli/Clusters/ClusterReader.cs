using System.Text.Json;
using System.Text.Json.Nodes;
using NetpolOrleans.Cli.Manifests;
using NetpolOrleans.Cli.Worlds;
using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Cli.Clusters;

/// <summary>Lists a live cluster once, in pages, into the same intake that manifests go through.</summary>
/// <param name="kubeconfig">The kubeconfig's path, or null to search for it as kubectl does.</param>
/// <param name="context">The kubeconfig's context, or null for the current one.</param>
internal sealed class ClusterReader(string? kubeconfig, string? context)
{
    private const int PageSize = 500;

    /// <summary>Kinds to read besides those of <see cref="ClusterKinds"/>.</summary>
    public IReadOnlyList<ResourceKind> Further { get; init; } = [];

    /// <summary>Reads every kind that policies depend on. A kind that is not installed has no objects; one that may not be read is reported.</summary>
    /// <exception cref="CommandFailedException">The cluster cannot be reached at all.</exception>
    public async Task ReadAsync(ObjectIntake intake, Action<Diagnostic> report, CancellationToken cancellation)
    {
        try
        {
            using var connection = KubernetesConnection.Open(new() { Kubeconfig = kubeconfig, Context = context }, TimeProvider.System);
            foreach (var (kind, selector) in ClusterKinds.All.Concat(Further.Select(kind => (Kind: kind, LabelSelector: (string?)null))))
                await ReadAsync(connection, kind, selector, intake, report, cancellation);
        }
        catch (Exception failure) when (failure is KubernetesAccessException or JsonException or InvalidOperationException)
        {
            throw new CommandFailedException(failure is KubernetesAccessException ? failure.Message : $"an answer of the API server is no list: {failure.Message}");
        }
    }

    private static async Task ReadAsync(
        KubernetesConnection connection, ResourceKind kind, string? selector, ObjectIntake intake, Action<Diagnostic> report, CancellationToken cancellation)
    {
        try
        {
            string? next = null;
            do
            {
                using var reply = await connection.RequireAsync(new("list", kind, null) { Query = Query(selector, next) }, cancellation);
                next = Take(JsonNode.Parse(reply.Body)!.AsObject(), kind, connection.Server, intake);
            }
            while (next is { Length: > 0 });
        }
        catch (ApiException missing) when (missing.Status.Code == 404)
        {
            // The kind is not installed in this cluster: it has no objects.
        }
        catch (ForbiddenException denied)
        {
            report(new(Severity.Error, "cluster", denied.Message));
        }
    }

    private static string? Take(JsonObject list, ResourceKind kind, Uri server, ObjectIntake intake)
    {
        foreach (var item in list["items"] as JsonArray ?? [])
            if (item is JsonObject json) intake.Take(new(kind.ApiVersion, kind.Kind, json, new($"{server.Host} {kind}")));
        return list["metadata"]?["continue"]?.ToString();
    }

    private static string Query(string? selector, string? next)
    {
        var query = $"limit={PageSize}";
        if (selector is not null) query += $"&labelSelector={Uri.EscapeDataString(selector)}";
        return next is null ? query : $"{query}&continue={Uri.EscapeDataString(next)}";
    }
}
