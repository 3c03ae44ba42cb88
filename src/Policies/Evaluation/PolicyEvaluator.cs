using System.Net;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>
/// Judges flows as <c>networking.k8s.io/v1 NetworkPolicy</c> defines it. A pod that a policy selects is isolated in the
/// policy's directions; an isolated pod's traffic needs one rule of any of its policies; a flow needs the consent of both ends.
/// Immutable and safe for concurrent use; the order of the policies makes no difference.
/// </summary>
/// <remarks>
/// Not modelled: the kubelet's traffic to pods of its own node (always allowed), and address translation in front of
/// <c>ipBlock</c>s, which the API leaves to implementations. Pods match a block by their known addresses.
/// </remarks>
public sealed class PolicyEvaluator
{
    private readonly MatcherIndex<CompiledPolicy> policies;
    private readonly MatcherIndex<CompiledPeer> podPeers;
    private readonly List<CompiledPeer> blockPeers;
    private readonly int ruleCount;

    /// <summary>An evaluator of these policies together.</summary>
    public PolicyEvaluator(IEnumerable<ScopedPolicy> policies)
    {
        var compiler = new PolicyCompiler();
        this.policies = new([.. policies.OrderBy(policy => policy.Name).Select(policy =>
            (new PodMatcher(policy.Name.Namespace, null, policy.Spec.PodSelector), compiler.Compile(policy)))]);
        podPeers = new([.. compiler.Peers.Where(peer => peer.Pods is not null).Select(peer => (peer.Pods!, peer))]);
        blockPeers = [.. compiler.Peers.Where(peer => peer.Pods is null)];
        ruleCount = compiler.RuleCount;
    }

    /// <summary>Works out all that the endpoint's labels and addresses decide.</summary>
    public PreparedEndpoint Prepare(Endpoint endpoint)
    {
        var selecting = policies.Find(endpoint).OrderBy(policy => policy.Name).ToArray();
        var peerOf = new ulong[(ruleCount + 63) / 64];
        foreach (var peer in podPeers.Find(endpoint)) Mark(peer);
        var addresses = endpoint.Addresses.Select(IpAddress.Parse).OfType<IPAddress>().ToArray();
        if (addresses.Length > 0)
            foreach (var peer in blockPeers.Where(peer => peer.Admits(addresses))) Mark(peer);
        return new(this, endpoint, Isolating(PolicyTypes.Egress), Isolating(PolicyTypes.Ingress), peerOf);

        CompiledPolicy[] Isolating(PolicyTypes direction) => Array.FindAll(selecting, policy => policy.Isolates.HasFlag(direction));
        void Mark(CompiledPeer peer)
        {
            foreach (var rule in peer.Rules) peerOf[rule >> 6] |= 1UL << (rule & 63);
        }
    }

    /// <summary>Judges one flow. For many flows, prepare the endpoints once.</summary>
    public Verdict Evaluate(Flow flow) => Evaluate(Prepare(flow.From), Prepare(flow.To), flow.Port, flow.Protocol);

    /// <summary>Judges one flow between endpoints that this evaluator prepared, with its reasons.</summary>
    public Verdict Evaluate(PreparedEndpoint from, PreparedEndpoint to, int port, Protocol protocol)
    {
        MustBeOurs(from, to);
        var flow = new Flow(from.Endpoint, to.Endpoint, port, protocol);
        return new(flow, Judgement.Of(PolicyTypes.Egress, from, to, flow), Judgement.Of(PolicyTypes.Ingress, to, from, flow));
    }

    /// <summary>Whether a flow passes: the verdict without its reasons, and without allocation.</summary>
    public bool Allows(PreparedEndpoint from, PreparedEndpoint to, int port, Protocol protocol)
    {
        MustBeOurs(from, to);
        var flow = new Flow(from.Endpoint, to.Endpoint, port, protocol);
        return Judgement.IsSelf(flow.From, flow.To)
            || (Judgement.Allows(PolicyTypes.Egress, from, to, flow) && Judgement.Allows(PolicyTypes.Ingress, to, from, flow));
    }

    /// <summary>All ports of <paramref name="to"/> that <paramref name="from"/> can reach.</summary>
    public PortSet Ports(PreparedEndpoint from, PreparedEndpoint to)
    {
        MustBeOurs(from, to);
        if (Judgement.IsSelf(from.Endpoint, to.Endpoint)) return PortSet.All;
        var sent = Judgement.Ports(PolicyTypes.Egress, from, to, to.Endpoint);
        return sent.IsEmpty ? sent : sent.Intersect(Judgement.Ports(PolicyTypes.Ingress, to, from, to.Endpoint));
    }

    private void MustBeOurs(PreparedEndpoint from, PreparedEndpoint to)
    {
        if (from.Evaluator != this || to.Evaluator != this)
            throw new ArgumentException("The endpoints were prepared by another evaluator: prepare them by this one");
    }
}
