using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.Declarations;

/// <summary>What a declaration may name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeclaredPeerKind>))]
public enum DeclaredPeerKind
{
    /// <summary>The pods behind a Service: <c>service:[ns/]name</c>.</summary>
    Service,

    /// <summary>The pods of a workload: <c>workload:[ns/]kind/name</c>.</summary>
    Workload,

    /// <summary>All pods of a namespace: <c>namespace:name</c>.</summary>
    Namespace,

    /// <summary>An address range: <c>cidr:10.0.0.0/8!10.1.0.0/16</c>.</summary>
    Cidr,

    /// <summary>The API server, wherever it listens: <c>apiserver</c>.</summary>
    ApiServer,

    /// <summary>Everything: <c>any</c>.</summary>
    Any,
}
