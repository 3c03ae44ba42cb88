using LocalKubernetes.Errors;
using Microsoft.AspNetCore.Http;

namespace LocalKubernetes.Security;

/// <summary>"kubectl --as": acting as somebody else, for those who may impersonate them, altogether or for this one request.</summary>
internal static class Impersonation
{
    private const string Constrained = "authentication.k8s.io";

    /// <exception cref="ApiException">403: the requester may not impersonate them.</exception>
    public static User Of(HttpContext http, User requester, AccessRequest asked, AccessControl access)
    {
        var name = http.Request.Headers["Impersonate-User"].ToString();
        var groups = http.Request.Headers["Impersonate-Group"].Where(group => !string.IsNullOrEmpty(group)).Select(group => group!).ToList();
        if (name.Length == 0)
        {
            if (groups.Count > 0) throw ApiErrors.Of(500, "InternalError", "Internal error occurred: requested impersonation without impersonating a user");
            return requester;
        }
        var (scope, account) = User.AccountOf(name);
        var whom = scope.Length > 0
            ? new AccessRequest("impersonate", "", "serviceaccounts", "", scope, account)
            : new AccessRequest("impersonate", "", "users", "", "", name);
        var all = groups.Select(group => new AccessRequest("impersonate", "", "groups", "", "", group)).Prepend(whom).ToList();
        if (all.TrueForAll(each => access.Decide(requester, each).Allowed)) return User.Named(name, groups);
        var mode = scope.Length > 0 ? "serviceaccount" : "user-info";
        access.Check(requester, asked with { Verb = $"impersonate-on:{mode}:{asked.Verb}" });
        foreach (var each in all) access.Check(requester, each with { Verb = $"impersonate:{mode}", Group = Constrained });
        return User.Named(name, groups);
    }
}
