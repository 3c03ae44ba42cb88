using NetpolOrleans.Policies.NetworkPolicies;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>
/// An endpoint with all that its labels and addresses decide worked out once, so that each flow costs a few bit tests. It belongs
/// to the evaluator that prepared it.
/// </summary>
public sealed class PreparedEndpoint
{
    private readonly ulong[] peerOf;

    internal PreparedEndpoint(PolicyEvaluator evaluator, Endpoint endpoint, CompiledPolicy[] egress, CompiledPolicy[] ingress, ulong[] peerOf)
    {
        Evaluator = evaluator;
        Endpoint = endpoint;
        Egress = egress;
        Ingress = ingress;
        this.peerOf = peerOf;
    }

    /// <summary>The endpoint.</summary>
    public Endpoint Endpoint { get; }

    internal PolicyEvaluator Evaluator { get; }

    internal CompiledPolicy[] Egress { get; }

    internal CompiledPolicy[] Ingress { get; }

    /// <summary>Whether policies isolate the endpoint in that direction.</summary>
    public bool IsIsolated(PolicyTypes direction) => Isolating(direction).Length > 0;

    internal CompiledPolicy[] Isolating(PolicyTypes direction) => direction == PolicyTypes.Egress ? Egress : Ingress;

    internal bool IsPeerOf(int rule) => (peerOf[rule >> 6] & (1UL << (rule & 63))) != 0;
}
