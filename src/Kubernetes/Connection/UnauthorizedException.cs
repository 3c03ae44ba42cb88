namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>The API server does not know who we are (401).</summary>
public sealed class UnauthorizedException(Uri server, string user)
    : KubernetesAccessException(
        $"the API server at {server} refuses the credentials of {user}: the token or certificate has expired, or belongs to another cluster. Renew it, or name another kubeconfig or context");
