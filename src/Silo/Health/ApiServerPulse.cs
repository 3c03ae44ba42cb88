using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies;

namespace NetpolOrleans.Silo.Health;

/// <summary>Since when the API server answers: a watch that hears nothing is no fault of ours while nobody is there to talk.</summary>
public sealed class ApiServerPulse(KubernetesConnection connection, PolicyOptions options, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private long? answeringSince;

    /// <summary>Asks, and tells for how long it has answered by now; null where it does not.</summary>
    public async Task<TimeSpan?> FeelAsync(CancellationToken cancellation)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            var question = options.Namespaces is [var own, ..]
                ? new ApiRequest("get", ResourceKinds.Namespaces, null, own)
                : new ApiRequest("list", ResourceKinds.Namespaces, null) { Query = "limit=1" };
            using var reply = await connection.CallAsync(question with { Cause = "health" }, either.Token);
            answeringSince ??= time.GetTimestamp();
            return time.GetElapsedTime(answeringSince.Value);
        }
        catch (Exception e) when (e is UnreachableException or OperationCanceledException)
        {
            answeringSince = null;
            return null;
        }
    }
}
