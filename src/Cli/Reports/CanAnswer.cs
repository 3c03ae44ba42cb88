using NetpolOrleans.Cli.Worlds;
using NetpolOrleans.Policies.Evaluation;

namespace NetpolOrleans.Cli.Reports;

/// <summary>The answer to <c>netpol can FROM TO</c>.</summary>
/// <param name="Allowed">With a port, whether every flow passes; without one, whether any port is open.</param>
/// <param name="Flows">The flows that were judged: the one asked for, or those to the declared ports.</param>
/// <param name="Reachable">All ports that are open, for each back end.</param>
internal sealed record CanAnswer(bool Allowed, IReadOnlyList<FlowAnswer> Flows, IReadOnlyList<ConnectionAnswer> Reachable)
{
    /// <summary>Judges the questions over these policies.</summary>
    public static CanAnswer Of(IReadOnlyList<Question> questions, IReadOnlyList<ScopedPolicy> policies)
    {
        var evaluator = new PolicyEvaluator(policies);
        List<FlowAnswer> flows = [.. questions.SelectMany(FlowsOf).Select(flow => FlowAnswer.Of(evaluator.Evaluate(flow), policies))];
        List<ConnectionAnswer> reachable =
        [
            .. questions.Select(question => (question.From, question.To)).Distinct().Select(pair => ConnectionAnswer.Of(
                pair.From.Name, pair.To.Name, evaluator.Ports(evaluator.Prepare(pair.From), evaluator.Prepare(pair.To)))),
        ];
        var asksForPort = questions.Any(question => question.Port is not null);
        return new(asksForPort ? flows.TrueForAll(flow => flow.Allowed) : reachable.Exists(pair => pair.Ports.Count > 0), flows, reachable);
    }

    private static IEnumerable<Flow> FlowsOf(Question question) => question.Port is { } port
        ? [new(question.From, question.To, port, question.Protocol)]
        : question.To.Ports.Select(declared => new Flow(question.From, question.To, declared.Number, declared.Protocol)).DistinctBy(flow => (flow.Port, flow.Protocol));
}
