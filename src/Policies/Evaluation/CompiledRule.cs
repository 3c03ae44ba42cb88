using NetpolOrleans.Policies.NetworkPolicies;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>A rule, ready to be asked.</summary>
/// <param name="Id">Its number among all rules of the evaluator.</param>
/// <param name="Index">Its index in its policy, among the rules of its direction.</param>
/// <param name="Rule">What the policy says.</param>
/// <param name="Ports">Its ports.</param>
internal sealed record CompiledRule(int Id, int Index, PolicyRule Rule, CompiledPorts Ports)
{
    /// <summary>Whether the rule admits the endpoint as a peer, on whatever port.</summary>
    public bool Admits(PreparedEndpoint peer) => Rule.Peers.IsEmpty || peer.IsPeerOf(Id);
}
