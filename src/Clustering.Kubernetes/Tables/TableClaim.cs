namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>What all living silos of one table have in common.</summary>
/// <param name="Owner">the workload whose pods they are, as <c>StatefulSet/name</c>; null where a silo is no pod</param>
/// <param name="Protocol"><see cref="KubernetesClusteringOptions.Protocol"/></param>
internal sealed record TableClaim(string? Owner, string Protocol)
{
    /// <summary>Why a silo with this claim may not stand beside living ones with the other claim, as a sentence; null where it may.</summary>
    public string? ConflictWith(TableClaim table, TableName name, IReadOnlyCollection<SiloRow> living)
    {
        if (living.Count == 0)
            return null;
        var others = string.Join(", ", living.Select(row => row.Name));
        if (Owner is not null && table.Owner is not null && Owner != table.Owner)
            return $"{name} belongs to {table.Owner}, whose silos {others} are running, and this silo is of {Owner}: " +
                "give one of the two clusters another ClusterId or namespace";
        if (Protocol != table.Protocol)
            return $"the silos {others} of {name} speak protocol {table.Protocol} and this silo speaks {Protocol}: " +
                "stop all of them before starting this version, or start a version that speaks theirs";
        return null;
    }
}
