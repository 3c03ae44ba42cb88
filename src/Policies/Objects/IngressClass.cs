namespace NetpolOrleans.Policies.Objects;

/// <summary>An IngressClass: its controller's name tells which product serves Ingresses.</summary>
/// <param name="Name">Its name (cluster-scoped).</param>
/// <param name="Controller"><c>spec.controller</c>, such as <c>k8s.io/ingress-nginx</c>.</param>
/// <param name="Parameters">What configures it, or null.</param>
public sealed record IngressClass(string Name, string Controller, ClassParameters? Parameters);
