using LocalKubernetes.Errors;

namespace LocalKubernetes.Http;

/// <summary>Decides whether a watch begins with what is there.</summary>
internal static class WatchOptions
{
    /// <exception cref="ApiException">422: a combination that the API forbids.</exception>
    public static bool InitialEvents(ApiRequest request, long? version, bool streamingLists)
    {
        var match = request.Query("resourceVersionMatch");
        var asked = request.Query("sendInitialEvents");
        if (asked is null)
        {
            if (!string.IsNullOrEmpty(match)) throw Refused("resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
            return version is null or 0;
        }
        if (!streamingLists)
            throw ApiErrors.InvalidOptions("ListOptions", FieldErrors.OfForbidden("sendInitialEvents", "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled"));
        if (match != "NotOlderThan")
            throw Refused("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        return asked is "true" or "1" || version is null or 0;
    }

    private static ApiException Refused(string message) => 
        ApiErrors.InvalidOptions("ListOptions", FieldErrors.OfForbidden("resourceVersionMatch", message));
}
