using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Evaluation;

/// <summary>What a case of the evaluator sets up, and what it expects.</summary>
internal sealed class CaseWorld(string title)
{
    public string Title { get; } = title;

    public Dictionary<string, Labels> Namespaces { get; } = [];

    public Dictionary<string, Endpoint> Endpoints { get; } = [];

    public List<ScopedPolicy> Policies { get; } = [];

    public List<string> Expectations { get; } = [];
}
