namespace NetpolOrleans.Grains.Reconciling;

/// <summary>How a situation stands to those before it.</summary>
internal enum SituationAge
{
    /// <summary>It counts.</summary>
    Newest,

    /// <summary>A newer one of the same watcher has come before it: there is nothing left to do.</summary>
    Overtaken,

    /// <summary>
    /// It would close something, or undo what the current watcher's said, and its watcher is not the one that this silo knows of: an old one,
    /// or so new a one that this silo has not heard of it. Whoever sent it tries again.
    /// </summary>
    OfUnknownWatcher,
}
