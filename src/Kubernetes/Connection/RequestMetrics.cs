using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using NetpolOrleans.Kubernetes.Telemetry;

namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>Counts and times one request; the names are those of client-go and controller-runtime.</summary>
internal sealed class RequestMetrics : IDisposable
{
    private static readonly Counter<long> Requests = KubernetesTelemetry.Meter.CreateCounter<long>(
        "rest_client_requests", "{request}", "Requests to the API server by verb, resource, code and cause; code 0 is no answer");

    private static readonly Histogram<double> Duration = KubernetesTelemetry.Meter.CreateHistogram<double>(
        "rest_client_request_duration", "s", "Time from sending a request to its whole answer, or to the head of a watch's");

    private readonly ApiRequest request;
    private readonly TimeProvider time;
    private readonly Activity? activity;
    private readonly long started;
    private int code;

    private RequestMetrics(ApiRequest request, TimeProvider time)
    {
        this.request = request;
        this.time = time;
        started = time.GetTimestamp();
        activity = KubernetesTelemetry.Activities.HasListeners() ? KubernetesTelemetry.Activities.StartActivity(request.ToString(), ActivityKind.Client) : null;
    }

    public static RequestMetrics Start(ApiRequest request, TimeProvider time) => new(request, time);

    public void Answered(int status) => code = status;

    public void Dispose()
    {
        var tags = new TagList
        {
            { "verb", request.Verb },
            { "resource", request.Resource.ToString() },
            { "code", code.ToString(CultureInfo.InvariantCulture) },
            { "cause", request.Cause },
        };
        Requests.Add(1, tags);
        Duration.Record(time.GetElapsedTime(started).TotalSeconds, new("verb", request.Verb), new("resource", request.Resource.ToString()));
        if (activity is null) return;
        foreach (var (key, value) in tags) activity.SetTag(key, value);
        if (code is 0 or >= 400) activity.SetStatus(ActivityStatusCode.Error);
        activity.Dispose();
    }
}
