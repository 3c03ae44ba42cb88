namespace NetpolOrleans.Policies.Objects;

/// <summary>A Gateway: pods that carry its name in <c>gateway.networking.k8s.io/gateway-name</c> are its data plane.</summary>
/// <param name="Name">Namespace and name.</param>
/// <param name="ClassName"><c>spec.gatewayClassName</c>.</param>
public sealed record Gateway(ObjectName Name, string ClassName);
