namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>What an event on the table's watch asks for.</summary>
internal enum TableRepair
{
    /// <summary>A change like any other.</summary>
    None,

    /// <summary>The object was deleted: create it with the contents that it had last.</summary>
    Recreate,

    /// <summary>The object was emptied, damaged, set back, or replaced by one without silos: write the contents that it had last over it.</summary>
    Overwrite,

    /// <summary>Another cluster lives in the object: it stays, and this silo stops.</summary>
    Yield,
}
