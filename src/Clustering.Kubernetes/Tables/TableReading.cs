using k8s.Models;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>What a read of the table, or an event about it, has shown.</summary>
internal abstract record TableReading
{
    private TableReading() { }

    public sealed record Usable(TableContents Contents) : TableReading;

    /// <summary>There is no such object.</summary>
    public sealed record Absent : TableReading;

    /// <summary>An object that nobody has written a table into yet, as a chart makes it where silos may not create objects.</summary>
    public sealed record Blank(V1ConfigMap Source) : TableReading;

    /// <summary>An object that cannot be understood; the reason names the key.</summary>
    public sealed record Damaged(V1ConfigMap Source, string Reason) : TableReading;

    /// <summary>A table that is not this silo's to touch, of a format that this code does not know.</summary>
    public sealed record Foreign(V1ConfigMap Source, string Reason) : TableReading;
}
