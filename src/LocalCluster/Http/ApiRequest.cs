using System.Globalization;
using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Security;
using LocalKubernetes.Selection;
using Microsoft.AspNetCore.Http;

namespace LocalKubernetes.Http;

/// <summary>One request to a resource, with its query read.</summary>
internal sealed class ApiRequest(HttpContext http, RequestInfo info, ResourceKind kind, User user, AccessControl access, TimeProvider time)
{
    public HttpContext Http { get; } = http;
    public RequestInfo Info { get; } = info;
    public ResourceKind Kind { get; } = kind;
    public User User { get; } = user;
    public Representation Representation { get; } = RepresentationNegotiation.For(http.Request.Headers.Accept.ToString());
    public DateTimeOffset Now => time.GetUtcNow();
    public CancellationToken Aborted => Http.RequestAborted;
    public ObjectKey Key => Info.KeyOf(Kind);

    /// <summary>The namespace that a list or watch is confined to.</summary>
    public string? Scope => Kind.Namespaced ? Info.Namespace : null;

    /// <exception cref="ApiException">403: the object grants what the user doesn't hold.</exception>
    public void CheckGrants(JsonObject obj)
    {
        if (access.Mode == AuthorizationMode.Rbac) access.Guard.Check(User, Kind, Info.Namespace ?? "", obj);
    }

    public string? Query(string name) => Http.Request.Query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    public bool Asks(string name) => Query(name) is "true" or "1" or "";

    public LabelSelector Labels() => LabelSelectorParser.Parse(Query("labelSelector"));

    public FieldSelector Fields()
    {
        var text = Query("fieldSelector");
        if (Info is { Verb: "watch", Name: { } name }) text = $"metadata.name={name}";
        return FieldSelector.Parse(Kind, text);
    }

    /// <summary>The version asked for, or null.</summary>
    public long? ResourceVersion()
    {
        var text = Query("resourceVersion");
        if (string.IsNullOrEmpty(text)) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw ApiErrors.Bare($"resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax");
    }

    /// <summary>How many items a page may have; null when no limit is given.</summary>
    public long? Limit()
    {
        var text = Query("limit");
        if (string.IsNullOrEmpty(text)) return null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit))
            throw ApiErrors.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
        return limit > 0 ? limit : null;
    }

    public WriteOptions WriteOptions() => new()
    {
        DryRun = IsDryRun(),
        Subresource = Info.Subresource,
        Manager = Query("fieldManager") is { Length: > 0 } manager ? manager : ManagerOf(Http.Request.Headers.UserAgent.ToString()),
    };

    /// <summary>Sends the client a warning; kubectl prints it.</summary>
    public void Warn(string text) => Http.Response.Headers.Append("Warning", $"299 - \"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");

    /// <exception cref="ApiException">422: another value than "All".</exception>
    public bool IsDryRun()
    {
        if (!Http.Request.Query.TryGetValue("dryRun", out var values)) return false;
        if (values is ["All"]) return true;
        if (string.IsNullOrEmpty(values[0])) return false;
        var errors = new FieldErrors();
        errors.NotSupported("dryRun", values.Select(value => value ?? "").ToJsonArray(), "All");
        throw ApiErrors.InvalidOptions(Info.Verb switch { "create" => "CreateOptions", "update" => "UpdateOptions", "patch" => "PatchOptions", _ => "DeleteOptions" }, errors);
    }

    private static string ManagerOf(string userAgent)
    {
        var name = userAgent.Split('/')[0];
        return name.Length == 0 ? "unknown" : name[..Math.Min(name.Length, 128)];
    }
}
