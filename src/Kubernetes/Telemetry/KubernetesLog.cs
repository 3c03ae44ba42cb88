using Microsoft.Extensions.Logging;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Telemetry;

/// <summary>Every log message of this project. Objects are named by key, never dumped.</summary>
internal static partial class KubernetesLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Scope} is not followed for the moment, {End}: {Detail}; {Next} in {Seconds:0.0} s")]
    public static partial void WatchLost(this ILogger logger, WatchScope scope, WatchEnd end, string detail, string next, double seconds);

    [LoggerMessage(2, LogLevel.Debug, "{Scope}: synced, {Objects} objects")]
    public static partial void Synced(this ILogger logger, WatchScope scope, int objects);

    [LoggerMessage(3, LogLevel.Debug, "{Scope}: the server closed the stream at its timeout; resuming")]
    public static partial void WatchClosed(this ILogger logger, WatchScope scope);

    [LoggerMessage(4, LogLevel.Information, "{Scope}: the kind is not installed; asking again every {Seconds:0} s")]
    public static partial void KindMissing(this ILogger logger, WatchScope scope, double seconds);

    [LoggerMessage(5, LogLevel.Warning, "{Scope}: {Name} is set aside, {Reason}: {Detail}; its last good state stays")]
    public static partial void ObjectSetAside(this ILogger logger, WatchScope scope, ObjectName name, SetAsideReason reason, string detail);

    [LoggerMessage(6, LogLevel.Information, "The server has no streaming lists; listing in pages")]
    public static partial void NoStreamingLists(this ILogger logger);

    [LoggerMessage(7, LogLevel.Warning, "The Event about {Namespace}/{Name} was refused: {Failure}")]
    public static partial void EventRefused(this ILogger logger, string @namespace, string name, string failure);
}
