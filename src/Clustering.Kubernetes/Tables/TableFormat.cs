using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using k8s.Models;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>The table as a ConfigMap's data, and back. Keys that are not ours are left alone.</summary>
internal static class TableFormat
{
    private const string FormatKey = "format", ClusterKey = "cluster", IncarnationKey = "incarnation", VersionKey = "version";
    private const string OwnerKey = "owner", ProtocolKey = "protocol", Format = "1";
    private static readonly string[] HeaderKeys = [FormatKey, ClusterKey, IncarnationKey, VersionKey, OwnerKey, ProtocolKey];

    public static TableReading Read(V1ConfigMap source, TableName name)
    {
        var data = source.Data ?? ImmutableDictionary<string, string>.Empty;
        string? Header(string key) => data.TryGetValue(key, out var value) ? value : null;

        if (!data.Keys.Any(IsOurs))
            return new TableReading.Blank(source);
        if (Header(ClusterKey) is { } cluster && cluster != name.ClusterId)
            return new TableReading.Damaged(source, $"key \"{ClusterKey}\" names another cluster, \"{cluster}\"");
        if (Header(FormatKey) is { } format && format != Format)
            return new TableReading.Foreign(source, $"{name} has format \"{format}\" and this version knows \"{Format}\" only: run the version that wrote it, or delete it while no silo runs");
        foreach (var key in (string[])[FormatKey, ClusterKey, IncarnationKey, VersionKey, ProtocolKey])
            if (Header(key) is null)
                return new TableReading.Damaged(source, $"key \"{key}\" is missing");
        if (!int.TryParse(Header(VersionKey), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return new TableReading.Damaged(source, $"key \"{VersionKey}\" is no number: \"{Header(VersionKey)}\"");

        var rows = ImmutableSortedDictionary.CreateBuilder<string, SiloRow>(StringComparer.Ordinal);
        foreach (var (key, json) in data.Where(pair => pair.Key.StartsWith(TableName.RowPrefix, StringComparison.Ordinal)))
        {
            if (ParseRow(key, json, out var row) is { } complaint)
                return new TableReading.Damaged(source, $"row \"{key}\" {complaint}");
            rows.Add(key, row!);
        }

        var claim = new TableClaim(Header(OwnerKey), Header(ProtocolKey)!);
        return new TableReading.Usable(new TableContents(source, Header(IncarnationKey)!, version, claim, rows.ToImmutable()));
    }

    /// <summary>The object that holds the contents, at the resourceVersion that they were read from.</summary>
    public static V1ConfigMap Write(TableContents contents, TableName name)
    {
        var data = (contents.Source.Data ?? ImmutableDictionary<string, string>.Empty).Where(pair => !IsOurs(pair.Key)).ToDictionary();
        data[FormatKey] = Format;
        data[ClusterKey] = name.ClusterId;
        data[IncarnationKey] = contents.Incarnation;
        data[VersionKey] = contents.Version.ToString(CultureInfo.InvariantCulture);
        data[ProtocolKey] = contents.Claim.Protocol;
        if (contents.Claim.Owner is { } owner)
            data[OwnerKey] = owner;
        foreach (var (key, row) in contents.Rows)
            data[key] = JsonSerializer.Serialize(row, TableJson.Default.SiloRow);
        return new V1ConfigMap
        {
            ApiVersion = "v1",
            Kind = "ConfigMap",
            Metadata = contents.Source.Metadata,
            Immutable = contents.Source.Immutable,
            BinaryData = contents.Source.BinaryData,
            Data = data,
        };
    }

    private static bool IsOurs(string key) => HeaderKeys.Contains(key) || key.StartsWith(TableName.RowPrefix, StringComparison.Ordinal);

    private static string? ParseRow(string key, string json, out SiloRow? row)
    {
        row = null;
        try
        {
            row = JsonSerializer.Deserialize(json, TableJson.Default.SiloRow);
        }
        catch (JsonException failure)
        {
            return $"is unreadable: {failure.Message}";
        }

        if (row?.Silo is null || !SiloAddress.TryParse(row.Silo, null, out var address))
            return $"has no silo address: \"{row?.Silo}\"";
        if (TableName.KeyOf(address) != key)
            return $"is of another silo, {row.Silo}";
        if (row.Name is null)
            return "has no name";
        if (!Enum.IsDefined(row.Status))
            return $"has no status: {row.Status}";
        foreach (var vote in row.Suspicions)
            if (vote?.By is null || !SiloAddress.TryParse(vote.By, null, out _))
                return $"has a vote of no silo: \"{vote?.By}\"";
        return null;
    }
}
