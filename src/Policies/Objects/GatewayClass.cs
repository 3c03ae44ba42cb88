namespace NetpolOrleans.Policies.Objects;

/// <summary>A GatewayClass: its controller's name tells which product serves Gateways.</summary>
/// <param name="Name">Its name (cluster-scoped).</param>
/// <param name="Controller"><c>spec.controllerName</c>.</param>
/// <param name="Parameters">What configures it, or null.</param>
public sealed record GatewayClass(string Name, string Controller, ClassParameters? Parameters);
