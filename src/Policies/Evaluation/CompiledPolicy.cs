using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>A policy, ready to be asked. Rules of a direction that it does not isolate have no effect and are left out.</summary>
internal sealed record CompiledPolicy(ObjectName Name, PolicyTypes Isolates, CompiledRule[] Egress, CompiledRule[] Ingress)
{
    /// <summary>The rules of one direction.</summary>
    public CompiledRule[] Rules(PolicyTypes direction) => direction == PolicyTypes.Egress ? Egress : Ingress;
}
