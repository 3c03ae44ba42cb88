namespace NetpolOrleans.Policies.Values;

/// <summary>
/// A <c>metav1.LabelSelector</c>: all of <paramref name="MatchLabels"/> and all of <paramref name="MatchExpressions"/>
/// must hold. An empty selector matches everything.
/// </summary>
public sealed record LabelSelector(Labels MatchLabels, ValueList<LabelRequirement> MatchExpressions)
{
    /// <summary>The empty selector: it matches every object.</summary>
    public static readonly LabelSelector Everything = new(Labels.Empty, []);

    /// <summary>Whether the selector has no requirement and so matches everything.</summary>
    public bool IsEmpty => MatchLabels.IsEmpty && MatchExpressions.IsEmpty;

    /// <summary>A selector of exact label values.</summary>
    public static LabelSelector Of(params ReadOnlySpan<(string Key, string Value)> pairs) => new(Labels.Of(pairs), []);

    /// <summary>A selector of exact label values.</summary>
    public static LabelSelector Of(Labels labels) => new(labels, []);

    /// <summary>Whether an object with these labels is selected.</summary>
    public bool Matches(Labels labels)
    {
        if (!labels.Includes(MatchLabels)) return false;
        foreach (var requirement in MatchExpressions)
            if (!requirement.Matches(labels)) return false;
        return true;
    }

    /// <summary>The selector as kubectl prints it: <c>app=web,tier in (a,b),!canary</c>.</summary>
    public override string ToString() => IsEmpty
        ? "<everything>"
        : string.Join(',', MatchLabels.Select(pair => $"{pair.Key}={pair.Value}").Concat(MatchExpressions.Select(e => e.ToString())));
}
