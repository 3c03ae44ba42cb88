using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>
/// What a selector asks of one label, as a set of what it may be: absent or not, and either only <paramref name="Values"/> or,
/// where <paramref name="Excludes"/>, anything but these. Such sets can be intersected and compared exactly.
/// </summary>
internal sealed record LabelConstraint(bool MayBeAbsent, bool Excludes, ValueList<string> Values)
{
    /// <summary>No constraint.</summary>
    public static readonly LabelConstraint Anything = new(true, true, []);

    /// <summary>Whether nothing satisfies it.</summary>
    public bool IsImpossible => !MayBeAbsent && !Excludes && Values.IsEmpty;

    /// <summary>The constraints of a selector by key; keys that it does not mention are unconstrained.</summary>
    public static Dictionary<string, LabelConstraint> Of(LabelSelector selector)
    {
        var byKey = new Dictionary<string, LabelConstraint>(StringComparer.Ordinal);
        foreach (var (key, value) in selector.MatchLabels) byKey[key] = new(false, false, [value]);
        foreach (var requirement in selector.MatchExpressions)
            byKey[requirement.Key] = byKey.GetValueOrDefault(requirement.Key, Anything).And(Of(requirement));
        return byKey;
    }

    /// <summary>What satisfies both.</summary>
    public LabelConstraint And(LabelConstraint other)
    {
        var absent = MayBeAbsent && other.MayBeAbsent;
        return (Excludes, other.Excludes) switch
        {
            (true, true) => new(absent, true, Values.Union(other.Values).ToValueList()),
            (true, false) => new(absent, false, other.Values.Except(Values).ToValueList()),
            (false, true) => new(absent, false, Values.Except(other.Values).ToValueList()),
            (false, false) => new(absent, false, Values.Intersect(other.Values).ToValueList()),
        };
    }

    /// <summary>Whether all that satisfies this satisfies <paramref name="other"/>.</summary>
    public bool Implies(LabelConstraint other) => (!MayBeAbsent || other.MayBeAbsent) && (Excludes, other.Excludes) switch
    {
        (true, true) => other.Values.All(Values.Contains),
        (true, false) => false,
        (false, true) => !Values.Any(other.Values.Contains),
        (false, false) => Values.All(other.Values.Contains),
    };

    private static LabelConstraint Of(LabelRequirement requirement) => requirement.Operator switch
    {
        LabelOperator.In => new(false, false, requirement.Values),
        LabelOperator.NotIn => new(true, true, requirement.Values),
        LabelOperator.Exists => new(false, true, []),
        _ => new(true, false, []),
    };
}
