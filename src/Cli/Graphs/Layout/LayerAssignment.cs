namespace NetpolOrleans.Cli.Graphs.Layout;

/// <summary>Gives each node a layer so that edges lead to the right; those that would close a circle lead back.</summary>
internal static class LayerAssignment
{
    private const int MostLayers = 12;

    /// <summary>
    /// The layers by node, from 0: the longest way to the node from one that nobody reaches. Where that makes too many
    /// layers, as in a mesh, the shortest way: then some edges lead back or down.
    /// </summary>
    public static Dictionary<string, int> Of(IReadOnlyList<string> nodes, ILookup<string, string> targets)
    {
        var longest = ByLongestWay(nodes, targets);
        return longest.Values.DefaultIfEmpty().Max() < MostLayers ? longest : ByShortestWay(nodes, targets);
    }

    private static Dictionary<string, int> ByLongestWay(IReadOnlyList<string> nodes, ILookup<string, string> targets)
    {
        var order = TopologicalOrder(nodes, targets);
        var rank = order.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        var layers = nodes.ToDictionary(node => node, _ => 0);
        foreach (var node in order)
            foreach (var target in targets[node].Where(target => rank[target] > rank[node]))
                layers[target] = Math.Max(layers[target], layers[node] + 1);
        return layers;
    }

    private static Dictionary<string, int> ByShortestWay(IReadOnlyList<string> nodes, ILookup<string, string> targets)
    {
        var reached = nodes.SelectMany(node => targets[node]).ToHashSet(StringComparer.Ordinal);
        var roots = nodes.Where(node => !reached.Contains(node)).DefaultIfEmpty(nodes[0]).ToList();
        var layers = roots.ToDictionary(node => node, _ => 0);
        var next = new Queue<string>(roots);
        while (next.TryDequeue(out var node))
            foreach (var target in targets[node])
                if (layers.TryAdd(target, layers[node] + 1)) next.Enqueue(target);
        foreach (var node in nodes) layers.TryAdd(node, 0); // a circle that nothing leads into
        return layers;
    }

    /// <summary>Depth first, without recursion; nodes that nobody reaches come first, so that circles are cut where they are entered.</summary>
    private static List<string> TopologicalOrder(IReadOnlyList<string> nodes, ILookup<string, string> targets)
    {
        var reached = nodes.SelectMany(node => targets[node].Where(target => target != node)).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var finished = new List<string>(nodes.Count);
        foreach (var root in nodes.OrderBy(node => reached.Contains(node)))
        {
            if (!seen.Add(root)) continue;
            var path = new Stack<(string Node, IEnumerator<string> Next)>();
            path.Push((root, targets[root].GetEnumerator()));
            while (path.TryPeek(out var top))
            {
                if (!top.Next.MoveNext()) finished.Add(path.Pop().Node);
                else if (seen.Add(top.Next.Current)) path.Push((top.Next.Current, targets[top.Next.Current].GetEnumerator()));
            }
        }
        finished.Reverse();
        return finished;
    }
}
