using System.Text.Json;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads kubectl's last-applied copy off an object, which records do not keep.</summary>
internal static class LastAppliedReader
{
    private const string Key = "kubectl.kubernetes.io/last-applied-configuration";

    public static string? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var json = new WireReader(utf8, ProjectionLimits.Default);
            return ReadObject(ref json);
        }
        catch (Exception e) when (e is JsonException or MalformedObjectException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? ReadObject(ref WireReader json)
    {
        string? found = null;
        if (!json.Object()) return null;
        while (json.NextField())
        {
            if (json.Is("metadata"u8)) found = ReadMetadata(ref json);
            else json.Skip();
        }
        return found;
    }

    private static string? ReadMetadata(ref WireReader json)
    {
        string? found = null;
        if (!json.Object()) return null;
        while (json.NextField())
        {
            if (json.Is("annotations"u8)) found = json.Map(static key => key == Key, poolValues: false)[Key];
            else json.Skip();
        }
        return found;
    }
}
