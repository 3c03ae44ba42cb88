using CsCheck;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;

namespace NetpolOrleans.Policies.Tests.Evaluation;

public sealed class EvaluatorProperties
{
    [Fact]
    public void The_evaluator_agrees_with_the_documentation_taken_literally() =>
        Gen.Select(Worlds.Policies, Worlds.Flow).Sample(
            (policies, flow) => new PolicyEvaluator(policies).Evaluate(flow).Allowed == LiteralEvaluator.Allows(policies, flow), iter: 10_000);

    [Fact]
    public void The_three_ways_to_ask_give_one_answer() =>
        Gen.Select(Worlds.Policies, Worlds.Flow).Sample((policies, flow) =>
        {
            var evaluator = new PolicyEvaluator(policies);
            var (from, to) = (evaluator.Prepare(flow.From), evaluator.Prepare(flow.To));
            var allowed = evaluator.Evaluate(flow).Allowed;
            return evaluator.Allows(from, to, flow.Port, flow.Protocol) == allowed
                && evaluator.Ports(from, to).Contains(flow.Protocol, flow.Port) == allowed;
        }, iter: 10_000);

    [Fact]
    public void The_order_of_policies_changes_neither_verdict_nor_reason() =>
        Gen.Select(Worlds.Policies, Worlds.Flow, Gen.Int).Sample((policies, flow, seed) =>
        {
            var shuffled = policies.ToArray();
            new Random(seed).Shuffle(shuffled);
            return new PolicyEvaluator(policies).Evaluate(flow).ToString() == new PolicyEvaluator(shuffled).Evaluate(flow).ToString();
        }, iter: 5_000);

    [Fact]
    public void A_further_rule_takes_no_flow_away() =>
        Gen.Select(Worlds.Policies.Where(policies => policies.Count > 0), Worlds.Rule, Gen.Bool, Worlds.Flow).Sample((policies, rule, isIngress, flow) =>
        {
            var spec = policies[0].Spec;
            var more = isIngress ? spec with { Ingress = [.. spec.Ingress, rule] } : spec with { Egress = [.. spec.Egress, rule] };
            return !new PolicyEvaluator(policies).Evaluate(flow).Allowed
                || new PolicyEvaluator([policies[0] with { Spec = more }, .. policies.Skip(1)]).Evaluate(flow).Allowed;
        }, iter: 10_000);

    [Fact]
    public void A_verdict_of_allowed_cites_a_policy_that_isolates() =>
        Gen.Select(Worlds.Policies, Worlds.Flow).Sample((policies, flow) =>
        {
            var verdict = new PolicyEvaluator(policies).Evaluate(flow);
            return new[] { verdict.Egress, verdict.Ingress }.All(side => side.Outcome switch
            {
                SideOutcome.Admitted => side.Isolating.Contains(side.Admission!.Policy),
                SideOutcome.Denied => side.Admission is null && side.Isolating.Count > 0,
                _ => side.Admission is null,
            });
        }, iter: 5_000);

    [Fact]
    public void An_endpoint_of_another_evaluator_is_refused()
    {
        var (one, other) = (new PolicyEvaluator([]), new PolicyEvaluator([]));
        var endpoint = Endpoint.External("10.0.0.1");

        Assert.Throws<ArgumentException>(() => one.Ports(one.Prepare(endpoint), other.Prepare(endpoint)));
    }

    [Fact]
    public void A_policy_without_types_isolates_nobody() =>
        Gen.Select(Worlds.Policies, Worlds.Flow).Sample((policies, flow) =>
            new PolicyEvaluator(policies.Select(policy => policy with { Spec = policy.Spec with { Isolates = PolicyTypes.None } })).Evaluate(flow).Allowed, iter: 1_000);
}
