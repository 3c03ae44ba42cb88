using System.Collections.Immutable;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>What a starting silo does about the table that it has found.</summary>
internal abstract record Admission
{
    private Admission() { }

    /// <summary>Join it as it is.</summary>
    public sealed record Enter : Admission;

    /// <summary>First write these contents: the defunct silos declared dead, and this silo's claim where no living silo has another.</summary>
    public sealed record Amend(TableContents Contents, ImmutableArray<DefunctSilo> Reaped) : Admission;

    public sealed record Refuse(string Sentence) : Admission;

    /// <param name="defunct">rows whose silo provably runs no more</param>
    public static Admission To(TableContents table, TableClaim claim, TableName name, SiloIdentity self, ImmutableArray<DefunctSilo> defunct, DateTime now)
    {
        var living = table.Living.Except(defunct.Select(silo => silo.Row)).Where(row => !row.Address.Equals(self.Address)).ToList();
        if (claim.ConflictWith(table.Claim, name, living) is { } conflict)
            return new Refuse(conflict);

        var agreed = living.Count > 0 ? table.Claim : claim;
        if (defunct.IsEmpty && agreed == table.Claim)
            return new Enter();
        var amended = defunct.Aggregate(table, (contents, silo) => contents.With(silo.Row.DeclaredDead(self.Address, now)));
        return new Amend(amended with { Claim = agreed, Version = table.Version + 1 }, defunct);
    }
}
