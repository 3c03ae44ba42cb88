using System.Net;
using System.Text;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>Answers chosen requests in the API server's place.</summary>
public sealed class Faults : DelegatingHandler
{
    public Func<HttpRequestMessage, HttpResponseMessage?>? Answer { get; set; }

    /// <summary>Runs before each request that is passed on.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task>? Before { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Answer?.Invoke(request) is { } answer)
        {
            answer.RequestMessage = request;
            return answer;
        }

        if (Before is { } before)
            await before(request, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }

    public static HttpResponseMessage Status(HttpStatusCode code, string message) => new(code)
    {
        Content = new StringContent(
            $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","code":{{(int)code}},"message":"{{message.Replace("\"", "\\\"")}}"}""",
            Encoding.UTF8, "application/json"),
    };
}
