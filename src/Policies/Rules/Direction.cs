using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.Rules;

/// <summary>A direction of traffic, seen from the workload that a policy selects.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Direction>))]
public enum Direction
{
    /// <summary>Into the workload.</summary>
    Ingress,

    /// <summary>Out of the workload.</summary>
    Egress,
}
