using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.References.Fields;

/// <summary>
/// Mentions that other mentions of the template may show to be none. A list in which one Service stands under several names, as in
/// <c>--host=hook,hook.infra.svc</c>, is what a server answers to: a client needs one name. And <c>REDIS=cache</c> or
/// <c>nslookup cache</c> say nothing more where another text names <c>cache</c>, with the port that is meant.
/// </summary>
internal sealed class Doubts
{
    private readonly Dictionary<ReadOnlyMemory<char>, NamesOfField> byField = [];
    private readonly HashSet<ObjectName> certain = [];
    private readonly List<(ObjectName Target, int Place)> uncertain = [];

    /// <summary>Takes a mention.</summary>
    /// <param name="mention">The mention.</param>
    /// <param name="target">What it means first.</param>
    /// <param name="place">Its place among all mentions.</param>
    public void Add(in Mention mention, ReferenceTarget target, int place)
    {
        if (target.Kind != TargetKind.Service) return;
        if (mention is { Port: null } and ({ NamesServer: true } or { IsLookup: true })) uncertain.Add((target.Name, place));
        else certain.Add(target.Name);
        if (mention.Port is not null || mention.Field.IsEmpty) return;
        if (byField.TryGetValue(mention.Field, out var names)) names.Add(mention.Host, target, place);
        else byField[mention.Field] = new(mention.Host, target, place);
    }

    /// <summary>The places of the mentions that are none.</summary>
    public HashSet<int> Unfounded() =>
    [
        .. byField.Values.Where(names => names.AreServed).SelectMany(names => names.Places),
        .. uncertain.Where(each => certain.Contains(each.Target)).Select(each => each.Place),
    ];

    private sealed class NamesOfField(ReadOnlyMemory<char> host, ReferenceTarget target, int place)
    {
        private Dictionary<ReferenceTarget, ReadOnlyMemory<char>>? byTarget; // most fields name one host

        public List<int> Places { get; } = [place];

        public bool AreServed { get; private set; }

        public void Add(ReadOnlyMemory<char> another, ReferenceTarget of, int at)
        {
            byTarget ??= new() { [target] = host };
            Places.Add(at);
            AreServed |= !byTarget.TryAdd(of, another) && !byTarget[of].Span.Equals(another.Span, StringComparison.OrdinalIgnoreCase);
        }
    }
}
