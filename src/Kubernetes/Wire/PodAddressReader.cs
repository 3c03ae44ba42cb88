using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads a Pod's addresses.</summary>
internal static class PodAddressReader
{
    public static PodAddress Read(ref WireReader json, ref ObjectMeta meta)
    {
        var hostNetwork = false;
        ValueList<string> addresses = [];
        while (json.NextField())
        {
            if (json.Is("spec"u8)) hostNetwork = ReadSpec(ref json);
            else if (json.Is("status"u8)) addresses = ReadStatus(ref json);
            else meta.ReadField(ref json);
        }
        return new(meta.ObjectName, addresses, GeneratedLabels.Strip(meta.Labels), hostNetwork);
    }

    private static bool ReadSpec(ref WireReader json)
    {
        var hostNetwork = false;
        if (!json.Object()) return false;
        while (json.NextField())
        {
            if (json.Is("hostNetwork"u8)) hostNetwork = json.Flag() ?? false;
            else json.Skip();
        }
        return hostNetwork;
    }

    private static ValueList<string> ReadStatus(ref WireReader json)
    {
        ValueList<string> all = [];
        string? single = null;
        if (!json.Object()) return all;
        while (json.NextField())
        {
            if (json.Is("podIPs"u8)) all = json.List(IpReader.Read);
            else if (json.Is("podIP"u8)) single = json.Text();
            else json.Skip();
        }
        return all.IsEmpty && single is { Length: > 0 } ? [single] : all;
    }
}
