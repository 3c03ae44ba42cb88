using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>How a list or a watch ended.</summary>
/// <param name="Cause">The row of the table.</param>
/// <param name="Detail">What happened, in one sentence, or empty.</param>
/// <param name="RetryAfter">How long the server asks to wait.</param>
internal readonly record struct StreamEnd(WatchEnd Cause, string Detail = "", TimeSpan? RetryAfter = null)
{
    /// <summary>A list, in pages or streamed, that goes back in time.</summary>
    public static StreamEnd Stale(string version) => new(WatchEnd.StaleList, $"the list of version {version} is older than what was seen");

    /// <summary>What a refused request, or an ERROR frame, means.</summary>
    public static StreamEnd Of(ApiRequest request, ApiStatus status, string user, bool inFrame)
    {
        var cause = status switch
        {
            { Code: 410 } or { Reason: "Expired" or "Gone" } => WatchEnd.Expired,
            { Code: 401 } => WatchEnd.Unauthorized,
            { Code: 403 } => WatchEnd.Forbidden,
            { Code: 429 } => WatchEnd.Throttled,
            _ when status.Has("ResourceVersionTooLarge") => WatchEnd.VersionUnknown,
            _ when inFrame => WatchEnd.ErrorFrame,
            { Code: 404 } => WatchEnd.NotInstalled,
            { Code: >= 500 } => WatchEnd.ServerError,
            _ => WatchEnd.Rejected,
        };
        var detail = cause == WatchEnd.Forbidden ? request.Rule.For(user) : status.ToString();
        return new(cause, detail, status.RetryAfter);
    }
}
