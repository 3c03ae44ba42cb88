namespace NetpolOrleans.Silo.Hosting.Access;

/// <summary>What RBAC does not grant of a need.</summary>
public sealed record MissingAccess(AccessNeed Need, IReadOnlyList<string> Verbs)
{
    /// <summary>For people: <c>list,watch on deployments.apps in the whole cluster (for NamespaceWatcherGrain)</c>.</summary>
    public override string ToString() =>
        $"{string.Join(',', Verbs)} on {Need.Kind}{(Need.Object is { } name ? $" named {name}" : "")} {Need.Scope} (for {Need.Who})";
}
