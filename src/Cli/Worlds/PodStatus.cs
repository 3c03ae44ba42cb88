using System.Text.Json.Nodes;

namespace NetpolOrleans.Cli.Worlds;

/// <summary>Reads what a Pod's status tells.</summary>
internal static class PodStatus
{
    /// <summary>The pod's addresses, of both families; empty for a manifest.</summary>
    public static IReadOnlyList<string> AddressesOf(JsonObject pod)
    {
        if (pod["status"] is not JsonObject status) return [];
        var many = status["podIPs"] is JsonArray entries ? entries.Select(entry => (entry as JsonObject)?["ip"]?.ToString()) : [];
        return [.. many.Append(status["podIP"]?.ToString()).OfType<string>().Where(address => address.Length > 0).Distinct()];
    }
}
