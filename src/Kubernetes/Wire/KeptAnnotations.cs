namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Which annotations a projection keeps.</summary>
internal enum KeptAnnotations
{
    /// <summary>Those that policies read: <c>netpol-orleans.io/*</c> and <c>prometheus.io/*</c>.</summary>
    Ours,

    /// <summary>All but kubectl's last-applied copy of the object: those of policies, which a write must preserve.</summary>
    All,
}
