using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>v1 Node</c>. Heartbeats change nothing that is kept, and so are swallowed.</summary>
internal static class NodeReader
{
    public static NodeInfo Read(ref WireReader json, ref ObjectMeta meta)
    {
        ValueList<string> addresses = [], podCidrs = [];
        while (json.NextField())
        {
            if (json.Is("spec"u8)) podCidrs = ReadPodCidrs(ref json);
            else if (json.Is("status"u8)) addresses = ReadStatus(ref json);
            else meta.ReadField(ref json);
        }
        return new(meta.Name, meta.Labels, addresses, podCidrs);
    }

    private static ValueList<string> ReadPodCidrs(ref WireReader json)
    {
        ValueList<string> all = [];
        string? single = null;
        if (!json.Object()) return all;
        while (json.NextField())
        {
            if (json.Is("podCIDRs"u8)) all = json.Texts();
            else if (json.Is("podCIDR"u8)) single = json.Text();
            else json.Skip();
        }
        return all.IsEmpty && single is { Length: > 0 } ? [single] : all;
    }

    private static ValueList<string> ReadStatus(ref WireReader json)
    {
        ValueList<string> addresses = [];
        if (!json.Object()) return addresses;
        while (json.NextField())
        {
            if (json.Is("addresses"u8)) addresses = json.List(ReadAddress).Distinct().Order(StringComparer.Ordinal).ToValueList();
            else json.Skip();
        }
        return addresses;
    }

    private static string? ReadAddress(ref WireReader json)
    {
        string? type = null, address = null;
        if (!json.Object()) return null;
        while (json.NextField())
        {
            if (json.Is("type"u8)) type = json.Pooled();
            else if (json.Is("address"u8)) address = json.Text();
            else json.Skip();
        }
        return type is "InternalIP" or "ExternalIP" && address is { Length: > 0 } ? address : null;
    }
}
