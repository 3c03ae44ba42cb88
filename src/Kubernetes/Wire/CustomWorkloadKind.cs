using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>A kind with a pod template that the operator has described, such as an Argo Rollout or a Knative Service.</summary>
/// <param name="Resource">Group, version, plural and kind.</param>
/// <param name="TemplatePath">Where the pod template is, in dots: <c>spec.template</c>.</param>
/// <param name="SelectorPath">Where the selector is, <c>spec.selector</c>; null where the kind has none.</param>
/// <param name="NameLabel">
/// For kinds without a selector: the label that carries the object's name on its pods, such as <c>serving.knative.dev/service</c>.
/// </param>
public sealed record CustomWorkloadKind(
    ResourceKind Resource, string TemplatePath = "spec.template", string? SelectorPath = "spec.selector", string? NameLabel = null);
