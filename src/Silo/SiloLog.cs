using NetpolOrleans.Silo.Hosting.Access;

namespace NetpolOrleans.Silo;

/// <summary>Every message of this project.</summary>
internal static partial class SiloLog
{
    [LoggerMessage(1, LogLevel.Warning, "{User} lacks {Missing}: going on without")]
    public static partial void AccessMissing(this ILogger logger, string user, MissingAccess missing);

    [LoggerMessage(2, LogLevel.Warning, "Telemetry cannot be sent to the collector and is dropped ({Cause}); saying so again in a minute if it lasts")]
    public static partial void ExportFailed(this ILogger logger, string cause);

    [LoggerMessage(4, LogLevel.Warning, "No mutual TLS with {Peer}: {Cause}")]
    public static partial void PeerRefused(this ILogger logger, string peer, string cause);

    [LoggerMessage(5, LogLevel.Warning, "Looking after the namespaces {Namespaces} only. Whatever their workloads share with other namespaces is closed, in both directions, unless netpol-orleans.io/ingress and netpol-orleans.io/egress declare it; webhooks, and nodes where their addresses matter, have to be declared as well")]
    public static partial void SomeNamespacesOnly(this ILogger logger, string namespaces);

    [LoggerMessage(6, LogLevel.Warning, "NETPOL_API_SERVERS does not say where the API server is, and it is not looked up where some namespaces only are looked after: workloads cannot reach it unless they declare its addresses")]
    public static partial void ApiServerUnknown(this ILogger logger);

    [LoggerMessage(7, LogLevel.Warning, "Nothing happens by {Variables}: mistyped, not for this exporter, or set without OTEL_EXPORTER_OTLP_ENDPOINT (docs/operations.md, Telemetry by OTLP)")]
    public static partial void VariablesUnread(this ILogger logger, string variables);

    [LoggerMessage(8, LogLevel.Warning, "The renewed certificates cannot be used, the former ones stay: {Cause}; saying so again in a minute if it lasts")]
    public static partial void CertificatesRefused(this ILogger logger, string cause);

    [LoggerMessage(3, LogLevel.Error, "Not alive: {Reason}. The kubelet will restart this replica")]
    public static partial void NotAlive(this ILogger logger, string reason);
}
