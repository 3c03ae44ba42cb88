namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>Where a reflector goes on.</summary>
public enum NextStep
{
    /// <summary>From the version that it has, or with a list where it has none.</summary>
    Resume,

    /// <summary>With a list, and a diff against what it has.</summary>
    Relist,
}
