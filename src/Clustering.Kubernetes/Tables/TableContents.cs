using System.Collections.Immutable;
using k8s.Models;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>The membership table at one resourceVersion: a version and the canonical rows that it stands for.</summary>
/// <param name="Source">the object that it was read from, so that what others wrote into its metadata is kept</param>
/// <param name="Incarnation">the name of one life of the cluster; a table that is made anew gets a new one, a restored one keeps it</param>
internal sealed record TableContents(
    V1ConfigMap Source, string Incarnation, int Version, TableClaim Claim, ImmutableSortedDictionary<string, SiloRow> Rows)
{
    /// <summary>Both the table's etag and every row's: whatever canonical changes, changes it, and no heartbeat does.</summary>
    public string Etag => Source.Metadata.ResourceVersion;

    public IEnumerable<SiloRow> Living => Rows.Values.Where(row => !row.IsDead);

    public SiloRow? Find(SiloAddress silo) => Rows.GetValueOrDefault(TableName.KeyOf(silo));

    public TableContents With(SiloRow row) => this with { Rows = Rows.SetItem(TableName.KeyOf(row.Address), row) };

    /// <summary>The table of a cluster that nobody has joined yet.</summary>
    /// <param name="onto">an object to write it into; null where there is none</param>
    public static TableContents Empty(TableClaim claim, TableName name, int version, V1ConfigMap? onto = null) => new(
        onto ?? new V1ConfigMap { Metadata = new V1ObjectMeta { Name = name.ConfigMap, NamespaceProperty = name.Namespace } },
        Guid.NewGuid().ToString("N"), version, claim, ImmutableSortedDictionary.Create<string, SiloRow>(StringComparer.Ordinal));
}
