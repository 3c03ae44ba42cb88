using System.Globalization;
using System.Text.Json.Nodes;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Cli.Replicas;

/// <summary>Reads the replicas' Leases.</summary>
internal static class HeartbeatReader
{
    private const string OfReplicas = "labelSelector=orleans-clustering%2Fcluster";

    /// <summary>The heartbeats of a namespace, by Lease.</summary>
    /// <exception cref="KubernetesAccessException">They cannot be read.</exception>
    public static async Task<IReadOnlyList<Heartbeat>> ListAsync(KubernetesConnection connection, string ns, CancellationToken cancellation)
    {
        using var reply = await connection.RequireAsync(new("list", ResourceKinds.Leases, ns) { Query = OfReplicas }, cancellation);
        var leases = JsonNode.Parse(reply.Body)?["items"]?.AsArray() ?? [];
        return [.. leases.Select(Read).OfType<Heartbeat>().OrderBy(each => each.Lease, StringComparer.Ordinal)];
    }

    /// <summary>A Lease as a heartbeat; null for one that is none, such as that of the turn to write.</summary>
    public static Heartbeat? Read(JsonNode? lease)
    {
        if ((string?)lease?["spec"]?["holderIdentity"] is not { } silo || lease["metadata"] is not { } metadata) return null;
        if (!DateTimeOffset.TryParse((string?)lease["spec"]!["renewTime"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var renewed)) return null;
        var pod = metadata["ownerReferences"]?.AsArray().FirstOrDefault(owner => (string?)owner?["kind"] == "Pod");
        return new((string?)metadata["name"] ?? "", (string?)pod?["name"], silo, renewed, (metadata["annotations"]?.AsObject() ?? [])
            .Where(each => each.Key.StartsWith(Annotations.Prefix, StringComparison.Ordinal))
            .ToDictionary(each => each.Key[Annotations.Prefix.Length..], each => (string?)each.Value ?? ""));
    }
}
