using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>The ports that a client asks of a target.</summary>
/// <param name="Port">One port of the Service, as a reference gives it; null for all of them.</param>
/// <param name="Declared">
/// The ports that a declaration lists. Of a Service they are its own; of what has none, the pods'. Empty elsewhere.
/// </param>
/// <param name="Name">The name of the Service's port that an SRV name names, else null.</param>
public sealed record PortRequest(int? Port, ValueList<PolicyPort> Declared, string? Name = null)
{
    /// <summary>Every port of the target.</summary>
    public static readonly PortRequest All = new(null, []);

    /// <summary>No port: the facts are wanted, nothing is to be opened.</summary>
    public static readonly PortRequest FactsOnly = new(0, []);

    /// <summary>What a target asks for.</summary>
    public static PortRequest Of(ReferenceTarget target) => target switch
    {
        { Declared: { IsEmpty: false } declared } => new(null, declared),
        { PortName: { } name } => new(null, [], name),
        { Port: { } port } => new(port, []),
        _ => All,
    };
}
