using LocalKubernetes.Errors;

namespace LocalKubernetes.Faults;

/// <summary>The errors of faulty answers, in a real server's words.</summary>
internal static class FaultAnswers
{
    public static ApiException Of(int code, int? retryAfter)
    {
        var (reason, message) = code switch
        {
            401 => ("Unauthorized", "Unauthorized"),
            403 => ("Forbidden", "forbidden by the fault plan"),
            404 => ("NotFound", "the server could not find the requested resource"),
            409 => ("Conflict", "Operation cannot be fulfilled: the object has been modified; please apply your changes to the latest version and try again"),
            410 => ("Expired", "The resourceVersion for the provided list is too old."),
            429 => ("TooManyRequests", "Too many requests, please try again later."),
            503 => ("ServiceUnavailable", "the server is currently unable to handle the request"),
            504 => ("Timeout", "the server was unable to return a response in the time allotted, but may still be processing the request"),
            _ => ("InternalError", "Internal error occurred: injected by the fault plan"),
        };
        var status = ApiErrors.Of(code, reason, message).Status;
        if (retryAfter is not null) status["details"] = new System.Text.Json.Nodes.JsonObject { ["retryAfterSeconds"] = retryAfter };
        return new ApiException(status) { RetryAfter = retryAfter };
    }
}
