using NetpolOrleans.Policies.References.Hosts;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References.Fields;

/// <summary>Turns mentions into references, in the order in which the template mentions them and each once.</summary>
internal sealed class ReferenceCollector(NameResolution names)
{
    private const int LongestEvidence = 256;
    private readonly List<(int Order, Reference Reference)> found = [];
    private readonly Doubts doubts = new();
    private int order;

    /// <summary>How names resolve for the workload.</summary>
    public NameResolution Names => names;

    /// <summary>The place of the next mention.</summary>
    public int NextOrder() => order++;

    /// <summary>Takes a mention whose port is settled.</summary>
    public void Add(in Mention mention)
    {
        var candidates = Candidates(mention);
        if (candidates.IsEmpty) return;
        doubts.Add(mention, candidates[0], found.Count);
        var (container, field, variable, isSecret) = mention.Origin;
        if (isSecret)
        {
            AddWithheld(mention, [.. candidates.Where(candidate => candidate.Kind != TargetKind.External)]);
            return;
        }

        var text = mention.Text.Length > LongestEvidence ? mention.Text[..LongestEvidence] : mention.Text;
        found.Add((mention.Order, new(candidates, mention.Certainty, new(container, field, variable, text.ToString()))));
    }

    /// <summary>A Secret's word counts only where its target exists: nothing else of it is ever told, not even as pending.</summary>
    private void AddWithheld(in Mention mention, ValueList<ReferenceTarget> candidates)
    {
        if (candidates.IsEmpty) return;
        var certainty = mention.Certainty == Certainty.Explicit ? Certainty.IfServiceExists : mention.Certainty;
        found.Add((mention.Order, new(candidates, certainty, new(mention.Origin.Container, mention.Origin.Field, mention.Origin.Variable, Evidence.Withheld))));
    }

    /// <summary>Everything taken so far.</summary>
    public ValueList<Reference> References()
    {
        if (found.Count == 0) return [];
        var seen = new HashSet<Reference>(found.Count);
        var unfounded = doubts.Unfounded();
        return found.Where((_, place) => !unfounded.Contains(place)).OrderBy(entry => entry.Order).Select(entry => entry.Reference).Where(seen.Add).ToValueList();
    }

    private ValueList<ReferenceTarget> Candidates(in Mention mention)
    {
        var host = mention.Host.Span;
        if (host.Contains(':') || AddressLiteral.IsDottedDigits(host))
            return AddressLiteral.Normalize(host) is { } address ? [ReferenceTarget.Address(address, mention.Port)] : [];
        if (HostName.Normalize(host) is not { } name) return [];
        var candidates = names.Candidates(name, mention.Port, mention.MayBeExternal);
        return mention.Purposes is { } purposes ? [.. candidates.SelectMany(candidate => OnPurpose(candidate, purposes))] : candidates;
    }

    private static IEnumerable<ReferenceTarget> OnPurpose(ReferenceTarget candidate, IReadOnlyList<int> ports) => candidate.Kind == TargetKind.Service
        ? [.. ports.Select(port => candidate with { Port = port, IfPortExists = true }), candidate]
        : [candidate];
}
