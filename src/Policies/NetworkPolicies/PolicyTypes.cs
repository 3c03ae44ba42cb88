namespace NetpolOrleans.Policies.NetworkPolicies;

/// <summary>The directions that a policy isolates.</summary>
[Flags]
public enum PolicyTypes
{
    /// <summary>Neither: a policy without effect.</summary>
    None = 0,

    /// <summary>Incoming connections.</summary>
    Ingress = 1,

    /// <summary>Outgoing connections.</summary>
    Egress = 2,

    /// <summary>Both directions, as all of our policies do.</summary>
    Both = Ingress | Egress,
}
