using Orleans.Configuration;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// Casts a vote that a silo is dead, by Orleans' own rules: votes expire, and it takes two of them, or half of the silos that are active if
/// that is less. Pure.
/// </summary>
internal static class DeathVote
{
    /// <summary>The table with the vote, and the silo declared dead if it was the last that was needed; null where there is nothing to vote on.</summary>
    public static TableContents? Cast(TableContents table, SiloAddress suspect, SiloAddress by, DateTime now, ClusterMembershipOptions options)
    {
        if (table.Find(suspect) is not { Status: SiloStatus.Active } row || table.Find(by) is not { Status: SiloStatus.Active })
            return null;
        var voter = by.ToParsableString();
        var others = row.Suspicions.RemoveAll(vote => vote.By == voter);
        var fresh = 1 + others.Count(vote => vote.At + options.DeathVoteExpirationTimeout > now);
        var needed = Math.Min(options.NumVotesForDeathDeclaration, (table.Rows.Values.Count(each => each.Status == SiloStatus.Active) + 1) / 2);
        var voted = row with { Suspicions = others.Add(new Suspicion(voter, now)), Status = fresh >= needed ? SiloStatus.Dead : row.Status };
        return table.With(voted) with { Version = table.Version + 1 };
    }
}
