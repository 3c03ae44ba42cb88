namespace NetpolOrleans.Policies.Evaluation;

/// <summary>
/// Finds the values whose matcher matches an endpoint without trying them all: each is filed under the rarest of the terms that
/// it requires, and an endpoint looks only under the terms that it has.
/// </summary>
internal sealed class MatcherIndex<T>
{
    private readonly Dictionary<Term, List<(PodMatcher Matcher, T Value)>> byTerm = [];
    private readonly List<(PodMatcher Matcher, T Value)> withoutTerm = [];

    public MatcherIndex(IReadOnlyCollection<(PodMatcher Matcher, T Value)> entries)
    {
        var frequency = entries.SelectMany(entry => entry.Matcher.Required()).CountBy(term => term).ToDictionary();
        foreach (var entry in entries)
        {
            var required = entry.Matcher.Required().ToList();
            if (required.Count == 0) withoutTerm.Add(entry);
            else Under(required.MinBy(term => frequency[term])).Add(entry);
        }
    }

    /// <summary>The matching values, each once, in no particular order.</summary>
    public IEnumerable<T> Find(Endpoint endpoint)
    {
        if (!endpoint.IsSelectable) return [];
        return Term.Of(endpoint).SelectMany(Candidates).Concat(withoutTerm)
            .Where(entry => entry.Matcher.Matches(endpoint))
            .Select(entry => entry.Value);
    }

    private List<(PodMatcher Matcher, T Value)> Candidates(Term term) => byTerm.GetValueOrDefault(term) ?? [];

    private List<(PodMatcher, T)> Under(Term term)
    {
        if (!byTerm.TryGetValue(term, out var list)) byTerm[term] = list = [];
        return list;
    }
}
