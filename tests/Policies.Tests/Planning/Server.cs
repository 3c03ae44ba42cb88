using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Planning;

/// <summary>A server that does what plans say, as the real one would.</summary>
internal static class Server
{
    /// <summary>The object that a create of the policy makes.</summary>
    public static PolicyObject Hold(DesiredPolicy policy) => new()
    {
        Name = policy.Name,
        Uid = $"uid-{policy.Name.Name}",
        ResourceVersion = "1",
        Labels = policy.Labels,
        Annotations = policy.Annotations,
        Owners = policy.Owner is null ? [] : [policy.Owner],
        Spec = policy.Spec,
    };

    /// <summary>The policies after each write of a plan, the state before the first included.</summary>
    public static IEnumerable<IReadOnlyList<PolicyObject>> Apply(IEnumerable<PolicyObject> observed, PolicyPlan plan)
    {
        var policies = observed.ToDictionary(policy => policy.Name);
        yield return [.. policies.Values];
        foreach (var change in plan.Changes)
        {
            if (change.Desired is not { } desired) policies.Remove(change.Name);
            else if (change.Observed is { } old) policies[change.Name] = Updated(old, desired);
            else policies.Add(change.Name, Hold(desired));
            yield return [.. policies.Values];
        }
    }

    private static PolicyObject Updated(PolicyObject old, DesiredPolicy desired) => old with
    {
        Labels = Labels.From([.. old.Labels, .. desired.Labels]),
        Annotations = Labels.From([.. old.Annotations.Where(pair => !pair.Key.StartsWith(Annotations.Prefix, StringComparison.Ordinal)), .. desired.Annotations]),
        Owners = desired.Owner is null ? old.Owners : [.. old.Owners.Where(owner => owner.Uid != desired.Owner.Uid), desired.Owner],
        Spec = desired.Spec,
    };
}
