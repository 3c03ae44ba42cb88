using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;

namespace NetpolOrleans.Policies.Rules;

/// <summary>The pods of a target as a peer.</summary>
internal static class TargetPeer
{
    /// <summary>A namespace as a whole, or the pods that the target selects in its namespace.</summary>
    public static PolicyPeer Of(TargetFacts facts) => facts.Key.Kind == TargetKind.Namespace
        ? PolicyPeer.Namespace(facts.Key.Name.Namespace)
        : PolicyPeer.Pods(facts.Key.Name.Namespace, facts.Pods!);
}
