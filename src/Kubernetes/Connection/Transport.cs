using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using k8s.Exceptions;

namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>What failures of the transport look like.</summary>
internal static class Transport
{
    /// <summary>Whether the exception says that no answer came; the caller's own cancellation is none.</summary>
    public static bool IsFailure(Exception e, CancellationToken callers) => e switch
    {
        OperationCanceledException => !callers.IsCancellationRequested,
        HttpRequestException or IOException or KubeConfigException => true,
        _ => false,
    };

    /// <summary>What happened, for people.</summary>
    public static string Describe(Exception e, TimeSpan timeout) => e switch
    {
        OperationCanceledException => string.Create(CultureInfo.InvariantCulture, $"no answer within {timeout.TotalSeconds:0.#} s"),
        HttpRequestException { InnerException: AuthenticationException tls } => $"its certificate is not trusted ({Said(tls)})",
        HttpRequestException { InnerException: SocketException socket } => socket.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "connection refused",
            SocketError.HostNotFound or SocketError.NoData => "its host name does not resolve",
            SocketError.TimedOut => "the connection attempt timed out",
            var other => other.ToString(),
        },
        KubeConfigException => $"no credentials ({Said(e)})",
        HttpRequestException { InnerException: { } inner } => $"{Said(e)} ({Said(inner.GetBaseException())})",
        _ => Said(e),
    };

    private static string Said(Exception e) => e.Message.Replace(", see inner exception", "", StringComparison.Ordinal).TrimEnd('.');
}
