using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NetpolOrleans.Failover.Tests.Observing;

/// <summary>The membership object at one moment.</summary>
internal sealed class MembershipTable(JsonObject item)
{
    public string Uid => (string)item["metadata"]!["uid"]!;

    public string ResourceVersion => (string)item["metadata"]!["resourceVersion"]!;

    public JsonObject Data => item["data"]?.AsObject() ?? [];

    public string? Incarnation => (string?)Data["incarnation"];

    public int Version => int.TryParse((string?)Data["version"], CultureInfo.InvariantCulture, out var version) ? version : -1;

    /// <summary>The readable rows.</summary>
    public IReadOnlyList<(string Name, string Status)> Rows =>
        [.. Data.Where(pair => pair.Key.StartsWith("silo.", StringComparison.Ordinal)).Select(pair => Row((string?)pair.Value)).OfType<(string, string)>()];

    /// <summary>The names of silos that are not dead.</summary>
    public IEnumerable<string> Living => Rows.Where(row => row.Status != "Dead").Select(row => row.Name).Order(StringComparer.Ordinal);

    /// <summary>The status of the newest row of a name.</summary>
    public string? StatusOf(string name) => Rows.Where(row => row.Name == name).Select(row => row.Status).OrderBy(status => status == "Dead").FirstOrDefault();

    public override string ToString() => $"version {Version}: {string.Join(", ", Rows.Select(row => $"{row.Name}={row.Status}"))}";

    private static (string Name, string Status)? Row(string? text)
    {
        try
        {
            var row = JsonNode.Parse(text ?? "")!;
            return ((string)row["name"]!, (string)row["status"]!);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
