using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.Objects;

/// <summary><c>spec.type</c> of a Service.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServiceType>))]
public enum ServiceType
{
    /// <summary>Reachable inside the cluster; also the type of headless Services.</summary>
    ClusterIP,

    /// <summary>Reachable on every node.</summary>
    NodePort,

    /// <summary>Reachable through a load balancer.</summary>
    LoadBalancer,

    /// <summary>A DNS alias.</summary>
    ExternalName,
}
