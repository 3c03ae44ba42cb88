using System.Text.Json.Nodes;
using LocalKubernetes;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Failover.Tests.Observing;

/// <summary>The API server's own record of who wrote: the local cluster's log, or the audit log that NETPOL_TEST_AUDIT_LOG names.</summary>
internal sealed class Writers(LocalCluster? local)
{
    private static string? AuditLog => Environment.GetEnvironmentVariable("NETPOL_TEST_AUDIT_LOG") is { Length: > 0 } path ? path : null;

    /// <summary>Whether there is a record to look at.</summary>
    public bool Exist => local is not null || AuditLog is not null;

    /// <summary>The successful writes of policies since a time, with the replica that each came from, oldest first.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Replica, ObjectName Policy)> Since(DateTimeOffset time) =>
        [.. (local is not null ? OfLocal(local) : OfAudit(AuditLog!)).Where(write => write.At >= time && write.Replica.Length > 0).OrderBy(write => write.At)];

    private static IEnumerable<(DateTimeOffset At, string Replica, ObjectName Policy)> OfLocal(LocalCluster local) => local.Requests.Recent
        .Where(request => request is { Resource: "networkpolicies", IsWrite: true, Code: < 300, Namespace: not null, Name: not null })
        .Select(request => (request.Time, ReplicaOf(request.UserAgent), new ObjectName(request.Namespace!, request.Name!)));

    private static IEnumerable<(DateTimeOffset At, string Replica, ObjectName Policy)> OfAudit(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (file.ReadLine() is { } line)
        {
            if (!line.Contains("\"networkpolicies\"", StringComparison.Ordinal) || JsonNode.Parse(line) is not { } entry) continue;
            if ((string?)entry["verb"] is not ("create" or "update" or "delete") || (int?)entry["responseStatus"]?["code"] is not < 300) continue;
            var about = entry["objectRef"]!;
            if ((string?)about["name"] is { } name)
                yield return (DateTimeOffset.Parse((string)entry["requestReceivedTimestamp"]!, null), ReplicaOf((string?)entry["userAgent"] ?? ""), new((string)about["namespace"]!, name));
        }
    }

    /// <summary>A replica calls itself <c>netpol-orleans/version (pod)</c>.</summary>
    private static string ReplicaOf(string userAgent) =>
        userAgent.StartsWith("netpol-orleans/", StringComparison.Ordinal) && userAgent.IndexOf('(', StringComparison.Ordinal) is > 0 and var at ? userAgent[(at + 1)..].TrimEnd(')') : "";
}
