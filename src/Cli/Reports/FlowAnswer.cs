using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Cli.Reports;

/// <summary>A verdict, for output.</summary>
internal sealed record FlowAnswer(string From, string To, int Port, Protocol Protocol, bool Allowed, SideAnswer Egress, SideAnswer Ingress)
{
    /// <summary>The answer of a verdict over these policies.</summary>
    public static FlowAnswer Of(Verdict verdict, IReadOnlyList<ScopedPolicy> policies) => new(
        verdict.Flow.From.Name, verdict.Flow.To.Name, verdict.Flow.Port, verdict.Flow.Protocol, verdict.Allowed,
        Of(verdict.Egress, verdict.Flow, policies), Of(verdict.Ingress, verdict.Flow, policies));

    private static SideAnswer Of(SideVerdict side, Flow flow, IReadOnlyList<ScopedPolicy> policies)
    {
        var rule = side.Admission is { } admission ? RuleOf(admission, side.Direction, policies) : null;
        return new(side.Outcome, [.. side.Isolating.Select(name => name.ToString())], rule, Reason(side, flow, rule));
    }

    private static string Reason(SideVerdict side, Flow flow, RuleAnswer? rule) => side.Outcome switch
    {
        SideOutcome.Self => "a pod always reaches itself",
        SideOutcome.Unselectable => "policies do not apply to this end",
        SideOutcome.NotIsolated => "no policy isolates this end",
        SideOutcome.Admitted => $"allowed by {rule!.Policy}, rule {rule.Rule}: {rule.Text}",
        _ => $"isolated by {string.Join(", ", side.Isolating)}; no rule admits "
            + $"{(side.Direction == PolicyTypes.Egress ? flow.To.Name : flow.From.Name)} on {flow.Port}/{flow.Protocol}",
    };

    private static RuleAnswer RuleOf(Admission admission, PolicyTypes direction, IReadOnlyList<ScopedPolicy> policies)
    {
        var spec = policies.First(policy => policy.Name == admission.Policy).Spec;
        var rule = (direction == PolicyTypes.Egress ? spec.Egress : spec.Ingress)[admission.Rule];
        var peer = PeerText.Of(admission.Peer is { } peerIndex ? rule.Peers[peerIndex] : null);
        var port = admission.Port is { } portIndex ? PeerText.Of(rule.Ports[portIndex]) : "all ports";
        return new(admission.Policy.ToString(), admission.Rule, admission.Peer, admission.Port, $"{peer}, {port}");
    }
}
