using System.Globalization;
using System.Text.Json;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>A <c>metav1.Status</c> that reports a failure, or what can be told of an answer that is none.</summary>
/// <param name="Code">The HTTP status.</param>
/// <param name="Reason">The machine-readable reason, such as <c>AlreadyExists</c>; empty where the body is no Status.</param>
/// <param name="Message">The server's sentence: for people, never for decisions.</param>
/// <param name="Causes">The reasons of <c>details.causes</c>, such as <c>NamespaceTerminating</c>.</param>
/// <param name="Kind"><c>details.kind</c>: the resource that the failure is about, such as <c>namespaces</c>; empty where not told.</param>
/// <param name="RetryAfter">How long the server asks to wait, from the header or <c>details.retryAfterSeconds</c>.</param>
public sealed record ApiStatus(int Code, string Reason, string Message, ValueList<string> Causes, string Kind = "", TimeSpan? RetryAfter = null)
{
    /// <summary>The status of an answer without a usable body.</summary>
    public static ApiStatus Of(int code, TimeSpan? retryAfter = null) => new(code, "", "", [], "", retryAfter);

    /// <summary>Reads a Status; a body that is none gives just the code.</summary>
    public static ApiStatus Read(int code, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var status = Of(code, retryAfter);
        try
        {
            var json = new WireReader(body, ProjectionLimits.Default);
            return json.Object() ? ReadFields(ref json, status) : status;
        }
        catch (Exception e) when (e is JsonException or MalformedObjectException or InvalidOperationException)
        {
            return status;
        }
    }

    /// <summary>Whether <c>details.causes</c> has the reason.</summary>
    public bool Has(string cause) => Causes.Contains(cause);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Code}{(Reason.Length > 0 ? $" {Reason}" : "")}{(Message.Length > 0 ? $": {Message}" : "")}");

    private static ApiStatus ReadFields(ref WireReader json, ApiStatus status)
    {
        while (json.NextField())
        {
            if (json.Is("reason"u8)) status = status with { Reason = json.Pooled() ?? "" };
            else if (json.Is("message"u8)) status = status with { Message = json.Text() ?? "" };
            else if (json.Is("code"u8)) status = status with { Code = (int)(json.Number() ?? status.Code) };
            else if (json.Is("details"u8)) status = ReadDetails(ref json, status);
            else json.Skip();
        }
        return status;
    }

    private static ApiStatus ReadDetails(ref WireReader json, ApiStatus status)
    {
        if (!json.Object()) return status;
        while (json.NextField())
        {
            if (json.Is("kind"u8)) status = status with { Kind = json.Pooled() ?? "" };
            else if (json.Is("causes"u8)) status = status with { Causes = json.List(ReadCause) };
            else if (json.Is("retryAfterSeconds"u8) && json.Number() is > 0 and var seconds)
                status = status with { RetryAfter = status.RetryAfter ?? TimeSpan.FromSeconds(Math.Min(seconds, 3600)) };
            else json.Skip();
        }
        return status;
    }

    private static string ReadCause(ref WireReader json)
    {
        var reason = "";
        if (!json.Object()) return reason;
        while (json.NextField())
            if (json.Is("reason"u8)) reason = json.Pooled() ?? "";
            else json.Skip();
        return reason;
    }
}
