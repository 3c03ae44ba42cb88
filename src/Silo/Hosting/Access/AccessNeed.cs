using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Silo.Hosting.Access;

/// <summary>One permission that a replica needs: one line of a Role.</summary>
/// <param name="Kind">The resource.</param>
/// <param name="Verbs">The verbs.</param>
/// <param name="Who">Who needs it, for the operator who wonders.</param>
/// <param name="Namespace">The namespace in which it is needed; null for the whole cluster.</param>
/// <param name="Object">The only object that it is needed for; null for all.</param>
public sealed record AccessNeed(ResourceKind Kind, IReadOnlyList<string> Verbs, string Who, string? Namespace = null, string? Object = null)
{
    /// <summary>Whether a replica starts without it, and says once what it cannot do then.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Where it holds, for people.</summary>
    public string Scope => Namespace is null ? "in the whole cluster" : $"in namespace {Namespace}";
}
