using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;

namespace LocalKubernetes.Errors;

/// <summary>The refusals of an API server, with its codes, reasons and words.</summary>
internal static class ApiErrors
{
    private const string Modified = "the object has been modified; please apply your changes to the latest version and try again";

    public static ApiException NotFound(ResourceKind kind, string name) =>
        Of(404, "NotFound", $"{kind.QualifiedName} \"{name}\" not found", Details(kind, name));

    public static ApiException AlreadyExists(ResourceKind kind, string name) =>
        Of(409, "AlreadyExists", $"{kind.QualifiedName} \"{name}\" already exists", Details(kind, name));

    public static ApiException Conflict(ResourceKind kind, string name, string message = Modified) =>
        Of(409, "Conflict", $"Operation cannot be fulfilled on {kind.QualifiedName} \"{name}\": {message}", Details(kind, name));

    public static ApiException Forbidden(ResourceKind kind, string name, string message, JsonArray? causes = null)
    {
        var details = Details(kind, name);
        if (causes is not null) details["causes"] = causes;
        var subject = name.Length == 0 ? kind.QualifiedName : $"{kind.QualifiedName} \"{name}\"";
        return Of(403, "Forbidden", $"{subject} is forbidden: {message}", details);
    }

    /// <summary>For resources that may not be served at all.</summary>
    public static ApiException Forbidden(string group, string resource, string name, string message)
    {
        var details = new JsonObject();
        if (name.Length > 0) details["name"] = name;
        if (group.Length > 0) details["group"] = group;
        details["kind"] = resource;
        var qualified = group.Length == 0 ? resource : $"{resource}.{group}";
        return Of(403, "Forbidden", $"{(name.Length == 0 ? qualified : $"{qualified} \"{name}\"")} is forbidden: {message}", details);
    }

    public static ApiException ForbiddenPath(string message) => Of(403, "Forbidden", $"forbidden: {message}", []);

    public static ApiException Invalid(ResourceKind kind, string name, FieldErrors errors)
    {
        var details = Details(kind, name);
        details["kind"] = kind.Kind;
        details["causes"] = errors.ToCauses();
        return Of(422, "Invalid", $"{kind.QualifiedKind} \"{name}\" is invalid: {errors}", details);
    }

    public static ApiException BadRequest(string message) => Of(400, "BadRequest", message);

    public static ApiException Unauthorized() => Of(401, "Unauthorized", "Unauthorized");

    public static ApiException MethodNotAllowed() =>
        Of(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    public static ApiException NotServed() => Of(404, "NotFound", "the server could not find the requested resource", []);

    public static ApiException NotAcceptable() =>
        Of(406, "NotAcceptable", "406: Not Acceptable\n\nAvailable representations: application/json", []);

    public static ApiException UnsupportedMediaType() => Of(415, "UnsupportedMediaType", "415: Unsupported Media Type", []);

    /// <summary>422 for the parameters of a request: ListOptions or DeleteOptions.</summary>
    public static ApiException InvalidOptions(string options, FieldErrors errors) => Of(422, "Invalid", $"{options}.meta.k8s.io \"\" is invalid: {errors}", new JsonObject
    {
        ["group"] = "meta.k8s.io",
        ["kind"] = options,
        ["causes"] = errors.ToCauses(),
    });

    /// <summary>A real server lets some client errors through as a bare 500.</summary>
    public static ApiException Bare(string message)
    {
        var refusal = Of(500, "", message);
        refusal.Status.Remove("reason");
        return refusal;
    }

    /// <summary>The Conflict of a delete's precondition names the kind where others name the resource.</summary>
    public static ApiException PreconditionFailed(ResourceKind kind, string name, string message)
    {
        var details = Details(kind, name);
        details["kind"] = kind.Kind;
        return Of(409, "Conflict", $"Operation cannot be fulfilled on {kind.QualifiedKind} \"{name}\": {message}", details);
    }

    /// <summary>429: a disruption budget holds the pod.</summary>
    public static ApiException Evicted(Storage.StoredObject budget)
    {
        var status = budget.Read().Object("status");
        return Of(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.", new JsonObject
        {
            ["causes"] = new JsonArray(new JsonObject
            {
                ["reason"] = "DisruptionBudget",
                ["message"] = $"The disruption budget {budget.Key.Name} needs {status.Number("desiredHealthy") ?? 0} healthy pods and has {status.Number("currentHealthy") ?? 0} currently",
            }),
        });
    }

    public static ApiException Expired(string message) => Of(410, "Expired", message);

    public static ApiException Gone(long requested, long oldest) =>
        Expired($"too old resource version: {requested} ({oldest})");

    public static ApiException TooLargeResourceVersion(long requested, long current) =>
        new(StatusOf(504, "Timeout", $"Too large resource version: {requested}, current: {current}", new JsonObject
        {
            ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }),
            ["retryAfterSeconds"] = 1,
        }))
        { RetryAfter = 1 };

    public static ApiException Of(int code, string reason, string message, JsonObject? details = null) =>
        new(StatusOf(code, reason, message, details));

    private static JsonObject StatusOf(int code, string reason, string message, JsonObject? details)
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = message,
            ["reason"] = reason,
        };
        if (details is not null) status["details"] = details;
        status["code"] = code;
        return status;
    }

    private static JsonObject Details(ResourceKind kind, string name)
    {
        var details = new JsonObject();
        if (name.Length > 0) details["name"] = name;
        if (kind.Group.Length > 0) details["group"] = kind.Group;
        details["kind"] = kind.Plural;
        return details;
    }
}
