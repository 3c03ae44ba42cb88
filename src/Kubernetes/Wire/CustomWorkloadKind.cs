using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>A kind with a pod template that the operator has described, such as an Argo Rollout or a Knative Service.</summary>
/// <param name="Resource">Group, version, plural and kind.</param>
/// <param name="TemplatePath">Where the pod template is, in dots: <c>spec.template</c>.</param>
/// <param name="SelectorPath">Where the selector is, <c>spec.selector</c>; null where the kind has none.</param>
/// <param name="NameLabel">
/// For kinds without a selector: the label that carries the object's name on its pods, such as <c>serving.knative.dev/service</c>.
/// </param>
public sealed record CustomWorkloadKind(
    ResourceKind Resource, string TemplatePath = "spec.template", string? SelectorPath = "spec.selector", string? NameLabel = null)
{
    /// <summary>What the brain calls the kind: with its group where another kind has the name already.</summary>
    public string Name { get; init; } = Resource.Kind;

    /// <summary>The kind as the brain knows it.</summary>
    public ManagedKind Managed => new(Resource.Group, Resource.Kind, Name);
}
