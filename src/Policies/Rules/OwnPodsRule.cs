using NetpolOrleans.Policies.NetworkPolicies;

namespace NetpolOrleans.Policies.Rules;

/// <summary>A workload's pods talk to each other on every port.</summary>
internal static class OwnPodsRule
{
    public static IEnumerable<Grant> Grants(WorkloadContext workload)
    {
        var own = PolicyPeer.Pods(workload.Workload.Key.Namespace, workload.Workload.Selector);
        yield return new(Direction.Egress, new(own, []), new(ReasonKind.OwnPods));
        yield return new(Direction.Ingress, new(own, []), new(ReasonKind.OwnPods));
    }
}
