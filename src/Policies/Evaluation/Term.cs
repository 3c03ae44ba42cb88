namespace NetpolOrleans.Policies.Evaluation;

/// <summary>Something that an endpoint has and a selector asks for; indices are built of these.</summary>
/// <param name="Scope">Whose key it is.</param>
/// <param name="Key">The label's key; empty for <see cref="TermScope.Namespace"/>.</param>
/// <param name="Value">The label's value, or the namespace's name.</param>
internal readonly record struct Term(TermScope Scope, string Key, string Value)
{
    /// <summary>All terms of an endpoint that selectors can reach.</summary>
    public static IEnumerable<Term> Of(Endpoint endpoint)
    {
        yield return new(TermScope.Namespace, "", endpoint.Namespace!);
        foreach (var (key, value) in endpoint.NamespaceLabels) yield return new(TermScope.NamespaceLabel, key, value);
        foreach (var (key, value) in endpoint.Labels) yield return new(TermScope.PodLabel, key, value);
    }
}
