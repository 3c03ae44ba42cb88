namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>The API server answered with an error that has no exception of its own.</summary>
public sealed class ApiException(ApiRequest request, ApiStatus status)
    : KubernetesAccessException($"{request} failed with {status}")
{
    /// <summary>The server's answer.</summary>
    public ApiStatus Status { get; } = status;
}
