namespace LocalKubernetes.Api;

/// <summary>Where an object lives; the namespace of cluster-scoped objects is empty.</summary>
internal readonly record struct ObjectKey(ResourceKind Kind, string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? $"{Kind}/{Name}" : $"{Kind}/{Namespace}/{Name}";
}
