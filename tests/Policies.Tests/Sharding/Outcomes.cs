using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Sharding;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Policies.Tests.Sharding;

/// <summary>
/// What a controller knows that looks at a workload only when a model says that it is dirty: a change that the model does not
/// report is a change that never reaches a policy.
/// </summary>
internal sealed class Outcomes
{
    private readonly SortedDictionary<WorkloadKey, string> texts = [];

    /// <summary>Looks at what was touched.</summary>
    public void Look(ShardModel model, IEnumerable<WorkloadKey> dirty)
    {
        foreach (var key in dirty)
        {
            if (model.ContextOf(key) is { } context) texts[key] = Text(WorkloadReport.Of(context));
            else texts.Remove(key);
        }
    }

    public override string ToString() => string.Join('\n', texts.Select(each => $"{each.Key}: {each.Value}"));

    /// <summary>What a fresh look at all objects gives.</summary>
    public static string Of(ClusterSnapshot snapshot, PolicyOptions options) => string.Join(
        '\n', ClusterSynthesis.Of(snapshot, options).Select(report => $"{report.Workload.Key}: {Text(report)}"));

    private static string Text(WorkloadReport report) => $"{report.Disposition} {report.Policies}";
}
