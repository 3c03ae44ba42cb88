using System.Collections.Immutable;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Which rows may be declared dead without asking the silo.</summary>
internal static class DefunctSilos
{
    /// <param name="pods">by name; a name that is missing was not looked up, one with null has no pod</param>
    public static ImmutableArray<DefunctSilo> Among(IEnumerable<SiloRow> rows, SiloIdentity self, IReadOnlyDictionary<string, PodFacts?> pods) =>
    [
        .. from row in rows
           where !row.IsDead && !row.Address.Equals(self.Address)
           let reason = WhyDefunct(row, self, pods)
           where reason is not null
           select new DefunctSilo(row, reason),
    ];

    private static string? WhyDefunct(SiloRow row, SiloIdentity self, IReadOnlyDictionary<string, PodFacts?> pods)
    {
        var isOlder = row.Address.Generation < self.Address.Generation;
        if (row.PodUid is not null && row.PodUid == self.PodUid)
            return "this silo runs in the same pod, after it"; // whatever the generations say: they are clock readings
        if (isOlder && row.Name == self.Name)
            return "this silo has its name and is newer";
        if (isOlder && row.Address.Endpoint.Equals(self.Address.Endpoint))
            return "this silo has its address and is newer";
        if (row.PodName is null || !pods.TryGetValue(row.PodName, out var pod))
            return null;
        if (pod is null)
            return "its pod is gone";
        if (row.PodUid is not null && row.PodUid != pod.Uid)
            return "its pod was replaced by one of the same name";
        if (pod.HasEnded)
            return "its pod has ended";
        if (pod.Addresses.Length > 0 && !pod.Addresses.Contains(row.Address.Endpoint.Address))
            return "its pod has another address";
        return null;
    }
}
