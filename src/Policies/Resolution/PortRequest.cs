using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>The ports that a client asks of a target.</summary>
/// <param name="Port">One port of the Service, as a reference gives it; null for all of them.</param>
/// <param name="Declared">Pod ports that a declaration lists; they replace the Service's. Empty elsewhere.</param>
public sealed record PortRequest(int? Port, ValueList<PolicyPort> Declared)
{
    /// <summary>Every port of the target.</summary>
    public static readonly PortRequest All = new(null, []);

    /// <summary>One port of the Service, or all where there is none.</summary>
    public static PortRequest Of(int? port) => port is null ? All : new(port, []);
}
