namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>The <c>type</c> of a <c>metav1.WatchEvent</c>.</summary>
internal enum WatchEventType
{
    /// <summary>No type that the API knows.</summary>
    Unknown,

    /// <summary>The object is new, or entered the selector.</summary>
    Added,

    /// <summary>The object changed.</summary>
    Modified,

    /// <summary>The object is gone, or left the selector.</summary>
    Deleted,

    /// <summary>No object, just a newer version.</summary>
    Bookmark,

    /// <summary>A Status: the stream is over.</summary>
    Error,
}
