namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>A permission that RBAC must grant, told from the request that was refused.</summary>
/// <param name="Verbs">The verbs, such as <c>list,watch</c>.</param>
/// <param name="Resource">The resource as RBAC writes it, such as <c>deployments.apps</c>.</param>
/// <param name="Namespace">The namespace, or null for the whole cluster.</param>
public sealed record RbacRule(string Verbs, string Resource, string? Namespace)
{
    /// <summary>The sentence that tells an operator what to grant to whom.</summary>
    public string For(string user) => $"{this} to {user}";

    /// <inheritdoc/>
    public override string ToString() =>
        $"grant {Verbs} on {Resource} {(Namespace is null ? "in the whole cluster" : $"in namespace {Namespace}")}";
}
