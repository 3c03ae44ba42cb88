using System.Text.Json.Nodes;

namespace LocalKubernetes.FieldManagement;

/// <summary>
/// A set of paths in an object, as fieldsV1 writes it: "f:" a field, "k:" the keys of a list's item, "v:" a value of a
/// set. A path can be a member itself and lead to further members. Sets share what they have in common: one is added to only while it is being built.
/// </summary>
internal sealed class FieldSet
{
    private static readonly FieldSet Empty = new();

    private readonly SortedDictionary<string, Node> nodes = new(ElementOrder.Instance);

    public bool IsEmpty => nodes.Count == 0;

    public static FieldSet Parse(JsonObject fields)
    {
        var set = new FieldSet();
        foreach (var (element, value) in fields)
        {
            if (element == "." || value is not JsonObject below) continue;
            set.nodes[element] = new Node { Member = below.Count == 0 || below.ContainsKey("."), Below = Parse(below) };
        }
        return set;
    }

    public JsonObject ToJson()
    {
        var fields = new JsonObject();
        foreach (var (element, node) in nodes)
        {
            var below = node.Below.ToJson();
            if (node.Member && below.Count > 0) below.Insert(0, ".", new JsonObject());
            fields[element] = below;
        }
        return fields;
    }

    public void Add(IReadOnlyList<string> path)
    {
        var set = this;
        for (var index = 0; index < path.Count; index++)
        {
            var node = set.NodeOf(path[index]);
            if (index == path.Count - 1) node.Member = true;
            set = node.Below;
        }
    }

    public bool Has(string element) => nodes.TryGetValue(element, out var node) && node.Member;

    /// <summary>What lies below an element; empty when nothing does.</summary>
    public FieldSet Below(string element) => nodes.TryGetValue(element, out var node) ? node.Below : new FieldSet();

    public IEnumerable<string> Elements => nodes.Keys;

    public FieldSet Union(FieldSet other) =>
        IsEmpty ? other : other.IsEmpty ? this : Combine(other, (mine, theirs) => mine || theirs, (mine, theirs) => mine.Union(theirs));

    public FieldSet Except(FieldSet other) =>
        IsEmpty || other.IsEmpty ? this : Combine(other, (mine, theirs) => mine && !theirs, (mine, theirs) => mine.Except(theirs));

    public FieldSet Intersect(FieldSet other) =>
        IsEmpty || other.IsEmpty ? Empty : Combine(other, (mine, theirs) => mine && theirs, (mine, theirs) => mine.Intersect(theirs));

    /// <summary>Without an element and all that lies below it.</summary>
    public FieldSet Without(params ReadOnlySpan<string> path)
    {
        if (!nodes.TryGetValue(path[0], out var node)) return this;
        var below = path.Length == 1 ? Empty : node.Below.Without(path[1..]);
        if (below == node.Below && path.Length > 1) return this;
        var copy = new FieldSet();
        foreach (var (element, other) in nodes)
            if (element != path[0]) copy.nodes[element] = other;
        if (path.Length > 1 && (node.Member || !below.IsEmpty)) copy.nodes[path[0]] = new Node { Member = node.Member, Below = below };
        return copy;
    }

    /// <summary>All members as paths of elements.</summary>
    public IEnumerable<IReadOnlyList<string>> Paths()
    {
        foreach (var (element, node) in nodes)
        {
            if (node.Member) yield return [element];
            foreach (var rest in node.Below.Paths()) yield return [element, .. rest];
        }
    }

    /// <summary>Adds an element with all that lies below it.</summary>
    public void Put(string element, bool member, FieldSet below) => nodes[element] = new Node { Member = member, Below = below };

    private FieldSet Combine(FieldSet other, Func<bool, bool, bool> member, Func<FieldSet, FieldSet, FieldSet> below)
    {
        var result = new FieldSet();
        foreach (var element in nodes.Keys.Union(other.nodes.Keys))
        {
            var mine = nodes.GetValueOrDefault(element) ?? Node.None;
            var theirs = other.nodes.GetValueOrDefault(element) ?? Node.None;
            var combined = new Node { Member = member(mine.Member, theirs.Member), Below = below(mine.Below, theirs.Below) };
            if (combined.Member || !combined.Below.IsEmpty) result.nodes[element] = combined;
        }
        return result;
    }

    private Node NodeOf(string element)
    {
        if (!nodes.TryGetValue(element, out var node)) nodes[element] = node = new Node();
        return node;
    }

    private sealed class Node
    {
        public static Node None { get; } = new();

        public bool Member { get; set; }

        public FieldSet Below { get; init; } = new();
    }

    /// <summary>Fields, then keys, then values, each by their text.</summary>
    private sealed class ElementOrder : IComparer<string>
    {
        private const string Kinds = "fkvi";

        public static ElementOrder Instance { get; } = new();

        public int Compare(string? x, string? y) =>
            x![0] == y![0] ? string.CompareOrdinal(x, y) : Kinds.IndexOf(x[0], StringComparison.Ordinal) - Kinds.IndexOf(y[0], StringComparison.Ordinal);
    }
}
