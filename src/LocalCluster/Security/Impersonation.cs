using LocalKubernetes.Errors;
using Microsoft.AspNetCore.Http;

namespace LocalKubernetes.Security;

/// <summary>"kubectl --as": acting as somebody else, for those who may impersonate them.</summary>
internal static class Impersonation
{
    /// <exception cref="ApiException">403: the requester may not impersonate them.</exception>
    public static User Of(HttpContext http, User requester, AccessControl access)
    {
        var name = http.Request.Headers["Impersonate-User"].ToString();
        var groups = http.Request.Headers["Impersonate-Group"].Where(group => !string.IsNullOrEmpty(group)).Select(group => group!).ToList();
        if (name.Length == 0)
        {
            if (groups.Count > 0) throw ApiErrors.Of(500, "InternalError", "Internal error occurred: requested impersonation without impersonating a user");
            return requester;
        }
        var (scope, account) = User.AccountOf(name);
        access.Check(requester, scope.Length > 0
            ? new AccessRequest("impersonate", "", "serviceaccounts", "", scope, account)
            : new AccessRequest("impersonate", "", "users", "", "", name));
        foreach (var group in groups) access.Check(requester, new AccessRequest("impersonate", "", "groups", "", "", group));
        return User.Named(name, groups);
    }
}
