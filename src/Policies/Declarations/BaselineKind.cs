namespace NetpolOrleans.Policies.Declarations;

/// <summary>What a namespace has besides the policies of its workloads.</summary>
public enum BaselineKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A policy that isolates every pod.</summary>
    DefaultDeny,
}
