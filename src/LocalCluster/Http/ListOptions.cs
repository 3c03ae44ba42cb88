using LocalKubernetes.Errors;

namespace LocalKubernetes.Http;

/// <summary>Which combinations of resourceVersion and resourceVersionMatch a list may ask for.</summary>
internal static class ListOptions
{
    public static void Check(long? version, string? match, string? text)
    {
        if (string.IsNullOrEmpty(match)) return;
        if (match is not ("Exact" or "NotOlderThan"))
        {
            var errors = new FieldErrors();
            errors.NotSupported("resourceVersionMatch", match, "Exact", "NotOlderThan", "");
            throw ApiErrors.InvalidOptions("ListOptions", errors);
        }
        if (string.IsNullOrEmpty(text)) throw Refused("resourceVersionMatch is forbidden unless resourceVersion is provided");
        if (match == "Exact" && version == 0) throw Refused("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
    }

    private static ApiException Refused(string message) =>
        ApiErrors.InvalidOptions("ListOptions", FieldErrors.OfForbidden("resourceVersionMatch", message));
}
