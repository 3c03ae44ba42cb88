using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.Values;

/// <summary>The transport protocols of the Kubernetes API, in the order in which policies list them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Protocol>))]
public enum Protocol
{
    /// <summary>The default where the API leaves the protocol out.</summary>
    TCP,

    /// <summary>UDP.</summary>
    UDP,

    /// <summary>SCTP.</summary>
    SCTP,
}
