using System.Text.Json.Nodes;

namespace LocalKubernetes.FieldManagement;

/// <summary>
/// A set of paths in an object, as fieldsV1 writes it: "f:" a field, "k:" the keys of a list's item, "v:" a value of a
/// set. A path can be a member itself and lead to further members.
/// </summary>
internal sealed class FieldSet
{
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

    public FieldSet Union(FieldSet other) => Combine(other, (mine, theirs) => mine || theirs);

    public FieldSet Except(FieldSet other) => Combine(other, (mine, theirs) => mine && !theirs);

    public FieldSet Intersect(FieldSet other) => Combine(other, (mine, theirs) => mine && theirs);

    /// <summary>Without an element and all that lies below it.</summary>
    public FieldSet Without(params ReadOnlySpan<string> path)
    {
        var copy = Union(new FieldSet());
        var set = copy;
        for (var index = 0; index < path.Length; index++)
        {
            if (!set.nodes.TryGetValue(path[index], out var node)) return copy;
            if (index == path.Length - 1) set.nodes.Remove(path[index]);
            set = node.Below;
        }
        return copy.Union(new FieldSet());
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

    /// <summary>Marks an element a member without adding paths below it.</summary>
    public void Mark(string element) => NodeOf(element).Member = true;

    public void Replace(string element, FieldSet below)
    {
        var node = NodeOf(element);
        nodes[element] = new Node { Member = node.Member, Below = below };
    }

    private FieldSet Combine(FieldSet other, Func<bool, bool, bool> member)
    {
        var result = new FieldSet();
        foreach (var element in nodes.Keys.Union(other.nodes.Keys))
        {
            var mine = nodes.GetValueOrDefault(element) ?? Node.None;
            var theirs = other.nodes.GetValueOrDefault(element) ?? Node.None;
            var combined = new Node { Member = member(mine.Member, theirs.Member), Below = mine.Below.Combine(theirs.Below, member) };
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
