using System.Globalization;
using System.Text.Json;
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
internal sealed class ApiRequest(HttpContext http, RequestInfo info, ResourceKind kind, User user, TimeProvider time)
{
    private const int BodyLimit = 3 * 1024 * 1024;

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

    public WriteOptions WriteOptions() => new() { DryRun = Query("dryRun") == "All", Subresource = Info.Subresource };

    /// <exception cref="ApiException">400, 413 or 415.</exception>
    public async Task<JsonObject> ReadObjectAsync()
    {
        var type = Http.Request.ContentType?.Split(';')[0].Trim();
        if (type is not (null or "" or "application/json"))
            throw ApiErrors.UnsupportedMediaType();
        return await ReadBodyAsync() as JsonObject ?? throw ApiErrors.BadRequest("the body of the request is not an object");
    }

    /// <summary>The body as JSON, or null when it is empty.</summary>
    public async Task<JsonNode?> ReadBodyAsync()
    {
        using var buffer = new MemoryStream();
        await Http.Request.Body.CopyToAsync(buffer, Aborted);
        if (buffer.Length == 0) return null;
        if (buffer.Length > BodyLimit) throw ApiErrors.Of(413, "RequestEntityTooLarge", $"Request entity too large: limit is {BodyLimit}");
        try
        {
            return JsonText.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        }
        catch (JsonException broken)
        {
            throw ApiErrors.BadRequest($"{Kind.Kind} in version \"{Kind.Version}\" cannot be handled as a {Kind.Kind}: {broken.Message}");
        }
    }
}
