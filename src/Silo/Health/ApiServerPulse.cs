using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Silo.Health;

/// <summary>Since when the API server answers: a watch that hears nothing is no fault of ours while nobody is there to talk.</summary>
public sealed class ApiServerPulse(KubernetesConnection connection, TimeProvider time)
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
            using var reply = await connection.CallAsync(new("list", ResourceKinds.Namespaces, null) { Query = "limit=1", Cause = "health" }, either.Token);
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
