using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>Matches pods: by one namespace or the labels of namespaces, and by the labels of pods; null asks for nothing.</summary>
internal sealed record PodMatcher(string? Namespace, LabelSelector? NamespaceSelector, LabelSelector? PodSelector)
{
    /// <summary>Whether the endpoint is a pod that is meant.</summary>
    public bool Matches(Endpoint endpoint) =>
        endpoint.IsSelectable
        && (Namespace is null || Namespace == endpoint.Namespace)
        && (NamespaceSelector is null || NamespaceSelector.Matches(endpoint.NamespaceLabels))
        && (PodSelector is null || PodSelector.Matches(endpoint.Labels));

    /// <summary>What every matching endpoint has; it need not be all that is asked for.</summary>
    public IEnumerable<Term> Required()
    {
        if (Namespace is not null) yield return new(TermScope.Namespace, "", Namespace);
        foreach (var (key, value) in NamespaceSelector?.MatchLabels ?? Labels.Empty) yield return new(TermScope.NamespaceLabel, key, value);
        foreach (var (key, value) in PodSelector?.MatchLabels ?? Labels.Empty) yield return new(TermScope.PodLabel, key, value);
    }
}
