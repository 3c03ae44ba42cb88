using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>Compiles policies, with equal peers of one namespace compiled once.</summary>
internal sealed class PolicyCompiler
{
    private readonly Dictionary<(string? Namespace, PolicyPeer Peer), CompiledPeer> peers = [];

    /// <summary>The distinct peers of all policies so far.</summary>
    public IReadOnlyCollection<CompiledPeer> Peers => peers.Values;

    /// <summary>How many rules there are so far; rule ids are below it.</summary>
    public int RuleCount { get; private set; }

    /// <summary>Compiles one policy.</summary>
    public CompiledPolicy Compile(ScopedPolicy policy)
    {
        var spec = policy.Spec;
        return new(policy.Name, spec.Isolates,
            spec.Isolates.HasFlag(PolicyTypes.Egress) ? Rules(policy, spec.Egress) : [],
            spec.Isolates.HasFlag(PolicyTypes.Ingress) ? Rules(policy, spec.Ingress) : []);
    }

    private CompiledRule[] Rules(ScopedPolicy policy, ValueList<PolicyRule> rules) =>
        [.. rules.Select((rule, index) => Rule(policy, rule, index))];

    private CompiledRule Rule(ScopedPolicy policy, PolicyRule rule, int index)
    {
        var id = RuleCount++;
        foreach (var peer in rule.Peers) Peer(policy.Name.Namespace, peer).Rules.Add(id);
        return new(id, index, rule, new(rule.Ports));
    }

    private CompiledPeer Peer(string @namespace, PolicyPeer peer)
    {
        var key = (peer is { NamespaceSelector: null, IpBlock: null } ? @namespace : null, peer);
        if (!peers.TryGetValue(key, out var compiled)) peers[key] = compiled = new(@namespace, peer);
        return compiled;
    }
}
