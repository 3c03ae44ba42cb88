namespace NetpolOrleans.Policies.Resolution;

/// <summary>Single addresses as blocks.</summary>
public static class Cidr
{
    /// <summary>The block of one address: <c>/128</c> for IPv6, else <c>/32</c>.</summary>
    public static string OfAddress(string address) => address + (address.Contains(':', StringComparison.Ordinal) ? "/128" : "/32");
}
