using LocalKubernetes.Http;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LocalKubernetes.Faults;

/// <summary>Lets requests pass, or what the plan says.</summary>
internal sealed class FaultInjector(TimeProvider time)
{
    private const string StaleKey = "local-kubernetes/stale";
    private const string StruckKey = "local-kubernetes/struck";
    private (FaultPlan Plan, DateTimeOffset Start)? current;

    public FaultPlan? Plan
    {
        get => current?.Plan;
        set => current = value is null ? null : (value, time.GetUtcNow());
    }

    /// <summary>How many revisions behind this request is answered.</summary>
    public static long StalenessOf(HttpContext http) => http.Items.TryGetValue(StaleKey, out var revisions) ? (long)revisions! : 0;

    /// <summary>What struck this request; null when nothing did.</summary>
    public static string? StruckBy(HttpContext http) => http.Items.TryGetValue(StruckKey, out var faults) ? (string?)faults : null;

    public async Task HandleAsync(HttpContext http, RequestInfo info, string user, Func<Task> next)
    {
        var faults = current is var (plan, start) ? plan.Strike(info, user, time.GetUtcNow() - start) : [];
        if (faults.Count > 0) http.Items[StruckKey] = string.Join(',', faults.Select(each => each.Fault.Kind));
        Fault? inStream = null;
        foreach (var (fault, draw) in faults)
        {
            switch (fault.Kind)
            {
                case FaultKind.Latency:
                    await Task.Delay(fault.AtLeast + (fault.AtMost - fault.AtLeast) * draw, time, http.RequestAborted);
                    break;
                case FaultKind.Stale:
                    http.Items[StaleKey] = fault.Revisions;
                    break;
                case FaultKind.GoAway:
                    http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
                    break;
                case FaultKind.Timeout:
                    await Task.Delay(fault.AtLeast == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : fault.AtLeast, time, http.RequestAborted);
                    throw FaultAnswers.Of(504, null);
                case FaultKind.Status when fault.Code == 410 && info.Verb == "watch":
                    inStream = Fault.Expire();
                    break;
                case FaultKind.Status:
                    throw FaultAnswers.Of(fault.Code, fault.RetryAfter);
                default:
                    inStream = fault;
                    break;
            }
        }
        if (inStream is null) await next();
        else await StreamAsync(http, info, inStream, next);
    }

    private async Task StreamAsync(HttpContext http, RequestInfo info, Fault fault, Func<Task> next)
    {
        var (original, client) = (http.Features.Get<IHttpResponseBodyFeature>()!, http.RequestAborted);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(client);
        await using var stream = new FaultyStream(original.Stream, fault, http.Abort, ending.Cancel);
        var feature = new StreamResponseBodyFeature(stream, original);
        http.Features.Set<IHttpResponseBodyFeature>(feature);
        http.RequestAborted = ending.Token;
        try
        {
            if (fault is { Kind: FaultKind.Expire, AfterFrames: 0 } && info.Verb == "watch") await ExpireAsync(http, stream);
            else await next();
            await feature.Writer.FlushAsync(client);
            await stream.CompleteAsync(client);
        }
        catch (OperationCanceledException) when (stream.IsOver && !client.IsCancellationRequested)
        {
            // The fault has ended the answer.
        }
        finally
        {
            http.RequestAborted = client;
            http.Features.Set(original);
        }
        if (fault.Kind == FaultKind.Silence && stream.IsOver) await Task.Delay(Timeout.InfiniteTimeSpan, time, client);
    }

    private static async Task ExpireAsync(HttpContext http, FaultyStream stream)
    {
        http.Response.ContentType = "application/json";
        await stream.WriteAsync("\n"u8.ToArray(), http.RequestAborted);
    }
}
