using System.Globalization;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Evaluation;

/// <summary>The meaning of NetworkPolicies, case by case; each flow of each case is a test.</summary>
public sealed class EvaluatorCaseTests
{
    private static readonly Dictionary<string, CaseWorld> Cases = CaseReader.ReadAll().ToDictionary(world => world.Title);

    public static TheoryData<string, string> Flows => Data("flow", (expectation, add) =>
    {
        var words = expectation.Split(' ');
        foreach (var port in words.Skip(3)) add(string.Join(' ', [.. words.Take(3), port]));
    });

    public static TheoryData<string, string> Reasons => Data("why", (expectation, add) => add(expectation));

    [Theory, MemberData(nameof(Flows))]
    public void A_flow_passes_where_the_api_says_so(string title, string flow)
    {
        var world = Cases[title];
        var words = flow.Split(' ');
        var (number, protocol) = CaseReader.Cut(words[3][1..], '/');

        var verdict = new PolicyEvaluator(world.Policies).Evaluate(new(
            world.Endpoints[words[0]], world.Endpoints[words[2]], int.Parse(number, CultureInfo.InvariantCulture), CaseReader.ProtocolOf(protocol)));

        Assert.True(verdict.Allowed == (words[3][0] == '+'), verdict.ToString());
    }

    [Theory, MemberData(nameof(Reasons))]
    public void A_verdict_names_what_decided(string title, string reason)
    {
        var world = Cases[title];
        var words = reason.Split(' ');

        var verdict = new PolicyEvaluator(world.Policies).Evaluate(new(
            world.Endpoints[words[0]], world.Endpoints[words[2]], int.Parse(words[3], CultureInfo.InvariantCulture), Protocol.TCP));

        Assert.Equal(string.Join(' ', words.Skip(5)), Text(words[4] == "egress" ? verdict.Egress : verdict.Ingress));
    }

    private static string Text(SideVerdict side) => side switch
    {
        { Admission: { } rule } => $"{rule.Policy} {rule.Rule} {rule.Peer?.ToString(CultureInfo.InvariantCulture) ?? "-"} {rule.Port?.ToString(CultureInfo.InvariantCulture) ?? "-"}",
        { Outcome: SideOutcome.Denied } => $"denied {string.Join(',', side.Isolating)}",
        { Outcome: SideOutcome.NotIsolated } => "open",
        { Outcome: SideOutcome.Self } => "self",
        _ => "outside",
    };

    private static TheoryData<string, string> Data(string word, Action<string, Action<string>> expand)
    {
        var data = new TheoryData<string, string>();
        foreach (var world in Cases.Values)
            foreach (var expectation in world.Expectations.Where(text => text.StartsWith(word, StringComparison.Ordinal)))
                expand(expectation[(word.Length + 1)..], row => data.Add(world.Title, row));
        return data;
    }
}
