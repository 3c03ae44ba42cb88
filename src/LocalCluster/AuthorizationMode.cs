namespace LocalKubernetes;

/// <summary>How a <see cref="LocalCluster"/> decides who may do what.</summary>
public enum AuthorizationMode
{
    /// <summary>By roles and bindings; members of system:masters may do everything.</summary>
    Rbac,

    /// <summary>Whoever is authenticated may do everything.</summary>
    AlwaysAllow,
}
