using System.ComponentModel.DataAnnotations;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using NetpolOrleans.Clustering.Kubernetes;
using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Silo.Hosting;

/// <summary>Failures that an operator can mend, as one sentence each.</summary>
public static class StartupFailure
{
    /// <summary>The sentence; null where the failure is a defect of ours and its trace is wanted.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        ValidationException or KubernetesAccessException or KubeconfigException => failure.Message,
        ClusteringConfigurationException or MembershipTableLostException => failure.Message,
        OptionsValidationException invalid => string.Join("; ", invalid.Failures),
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException inner } => $"{inner.Message}: choose another --http-port, or stop what holds it",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => "the silo's port is in use: choose another --silo-port, or stop what holds it",
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ when failure.InnerException is { } inner => Explain(inner),
        _ => null,
    };
}
