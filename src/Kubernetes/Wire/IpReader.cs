namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads the objects in which the API lists addresses: <c>{"ip": "10.0.0.1"}</c>.</summary>
internal static class IpReader
{
    /// <summary>The address, or null where there is none.</summary>
    public static string? Read(ref WireReader json)
    {
        string? address = null;
        if (!json.Object()) return null;
        while (json.NextField())
        {
            if (json.Is("ip"u8)) address = json.Text();
            else json.Skip();
        }

        return address is { Length: > 0 } ? address : null;
    }
}
