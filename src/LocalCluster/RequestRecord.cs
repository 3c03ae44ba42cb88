using LocalKubernetes.Http;
using Microsoft.AspNetCore.Http;

namespace LocalKubernetes;

/// <summary>
/// One request that the server answered. The verb is get, list, watch, create, update, patch, delete or
/// deletecollection, or the method in lower case where <see cref="Resource"/> (a plural name) is empty. The user is
/// null when the client could not be authenticated.
/// </summary>
public sealed record RequestRecord(
    DateTimeOffset Time, string? User, string Verb, string Group, string Resource, string? Subresource, string? Namespace, string? Name, string Path, int Code)
{
    /// <summary>What the fault plan did to the request; null when it let it pass.</summary>
    public string? Fault { get; init; }

    /// <summary>How the client called itself; empty where it did not.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>The request may have changed the cluster: create, update, patch, delete or deletecollection.</summary>
    public bool IsWrite => Verb is "create" or "update" or "patch" or "delete" or "deletecollection";

    internal static RequestRecord Of(DateTimeOffset time, string? user, RequestInfo? info, HttpContext http) => new(
        time, user, info?.Verb ?? http.Request.Method.ToLowerInvariant(), info?.Group ?? "", info?.Resource ?? "", info?.Subresource,
        info?.Namespace, info?.Name, http.Request.Path + http.Request.QueryString, http.Response.StatusCode)
    {
        UserAgent = http.Request.Headers.UserAgent.ToString(),
    };
}
