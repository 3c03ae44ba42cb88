using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>Compares selectors for all labels that there could be.</summary>
public static class SelectorComparison
{
    /// <summary>Whether every object that <paramref name="narrow"/> selects is also selected by <paramref name="wide"/>.</summary>
    public static bool Implies(LabelSelector narrow, LabelSelector wide)
    {
        if (wide.IsEmpty || narrow.Equals(wide)) return true;
        var asked = LabelConstraint.Of(narrow);
        return asked.Values.Any(constraint => constraint.IsImpossible)
            || LabelConstraint.Of(wide).All(pair => asked.GetValueOrDefault(pair.Key, LabelConstraint.Anything).Implies(pair.Value));
    }
}
