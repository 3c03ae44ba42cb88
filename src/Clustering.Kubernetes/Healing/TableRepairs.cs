namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// Decides what becomes of a table that was changed by something else than a silo. Repairing is safe because a watch leaves nothing out: what
/// it showed last is exactly what the object held, and the repair is a create or a write at the event's resourceVersion, so only one wins.
/// </summary>
internal static class TableRepairs
{
    public static TableRepair For(TableContents last, TableReading now) => now switch
    {
        TableReading.Absent => TableRepair.Recreate,
        TableReading.Blank or TableReading.Damaged => TableRepair.Overwrite,
        TableReading.Foreign => TableRepair.Yield,
        TableReading.Usable { Contents: var contents } when contents.Incarnation != last.Incarnation =>
            contents.Living.Any() ? TableRepair.Yield : TableRepair.Overwrite,
        TableReading.Usable { Contents: var contents } when contents.Version < last.Version => TableRepair.Overwrite,
        _ => TableRepair.None,
    };
}
