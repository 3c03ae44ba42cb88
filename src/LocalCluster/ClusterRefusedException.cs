namespace LocalKubernetes;

/// <summary>The cluster refused an in-process write, as the API server would refuse a client's.</summary>
/// <param name="code">The HTTP status code that a client would see.</param>
/// <param name="reason">The reason of the metav1.Status, such as "Conflict".</param>
/// <param name="message">The message of the metav1.Status.</param>
public sealed class ClusterRefusedException(int code, string reason, string message) : Exception(message)
{
    /// <summary>The HTTP status code that a client would see.</summary>
    public int Code { get; } = code;

    /// <summary>The reason of the metav1.Status, such as "Conflict".</summary>
    public string Reason { get; } = reason;
}
