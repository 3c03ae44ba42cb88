using System.Net;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>The API server answered a request with an error other than a lack of rights.</summary>
internal sealed class ApiRefusedException(HttpStatusCode status, string message, Exception inner) : Exception(message, inner)
{
    public HttpStatusCode Status { get; } = status;
}
