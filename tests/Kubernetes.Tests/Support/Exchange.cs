using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace NetpolOrleans.Kubernetes.Tests.Support;

/// <summary>One request that waits for the test's answer.</summary>
public sealed class Exchange(HttpRequestMessage request, string body)
{
    /// <summary>Method, path and query.</summary>
    public string Line { get; } = $"{request.Method} {request.RequestUri!.PathAndQuery}";

    public string Body { get; } = body;

    public string? Authorization { get; } = request.Headers.Authorization?.ToString();

    public string Accept { get; } = request.Headers.Accept.ToString();

    internal TaskCompletionSource<HttpResponseMessage> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Reply(int code, string json, int? retryAfter = null)
    {
        var response = new HttpResponseMessage((HttpStatusCode)code) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (retryAfter is { } seconds) response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
        Answer.SetResult(response);
    }

    /// <summary>A <c>metav1.Status</c>.</summary>
    public void Refuse(int code, string reason, string cause = "", string kind = "", int? retryAfter = null) =>
        Reply(code, Wire.Status(code, reason, cause, kind), retryAfter);

    /// <summary>Opens a stream that the test feeds.</summary>
    public WatchBody Stream()
    {
        var stream = new WatchBody();
        Answer.SetResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(stream.Reading) });
        return stream;
    }

    /// <summary>No answer: the connection is refused or broken.</summary>
    public void Break() => Answer.SetException(new HttpRequestException("connection refused"));
}
