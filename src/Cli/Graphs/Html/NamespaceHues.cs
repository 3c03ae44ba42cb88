namespace NetpolOrleans.Cli.Graphs.Html;

/// <summary>A colour for each namespace.</summary>
internal static class NamespaceHues
{
    private const double GoldenAngle = 137.508;
    private const int First = 212;

    /// <summary>Hues in degrees by namespace, in the order of the names; neighbours differ most.</summary>
    public static IReadOnlyDictionary<string, int> Of(ConnectionGraph graph) => graph.Nodes
        .Select(node => node.Namespace).OfType<string>().Distinct().Order(StringComparer.Ordinal).Index()
        .ToDictionary(entry => entry.Item, entry => (int)((First + (entry.Index * GoldenAngle)) % 360));
}
