namespace NetpolOrleans.Grains.Reconciling;

/// <summary>How a reconcile ended. The name is also the metric's tag.</summary>
internal enum ReconcileOutcome
{
    /// <summary>Everything was as it should be: nothing was written.</summary>
    InPlace,

    /// <summary>Something was written.</summary>
    Written,

    /// <summary>A foreign policy holds the wanted name.</summary>
    Foreign,

    /// <summary>The policy changed meanwhile: it is planned anew at once.</summary>
    Conflict,

    /// <summary>It failed and is tried again after a backoff.</summary>
    Failed,
}
