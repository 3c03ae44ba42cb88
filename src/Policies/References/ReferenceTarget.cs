using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References;

/// <summary>One thing that a reference may mean.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Name">
/// Namespace and name of the Service or Pod; for <see cref="TargetKind.PodAddress"/> the namespace and the address; for
/// <see cref="TargetKind.Address"/> and <see cref="TargetKind.External"/> an empty namespace and the address or host.
/// </param>
/// <param name="Port">The Service's port as the text gives it, or null for all of the Service's ports.</param>
/// <param name="Pod">The pod's name where the text names one pod of a headless Service, else null.</param>
/// <param name="PortName">The Service port's name where the text is an SRV name (<c>_http._tcp.cart…</c>), else null.</param>
/// <param name="Declared">The ports that a declaration lists, else null.</param>
/// <param name="IfPortExists">Whether it is meant only where the Service has the port: <c>X_UI_PORT</c> beside <c>X_HOST</c>.</param>
public sealed record ReferenceTarget(
    TargetKind Kind, ObjectName Name, int? Port = null, string? Pod = null, string? PortName = null, ValueList<PolicyPort>? Declared = null,
    bool IfPortExists = false)
{
    /// <summary>A Service, by its name.</summary>
    public static ReferenceTarget Service(string @namespace, string name, int? port = null) =>
        new(TargetKind.Service, new(@namespace, name), port);

    /// <summary>A host outside the cluster.</summary>
    public static ReferenceTarget External(string host, int? port = null) => new(TargetKind.External, new("", host), port);

    /// <summary>An IP literal, in its canonical form.</summary>
    public static ReferenceTarget Address(string address, int? port = null) => new(TargetKind.Address, new("", address), port);
}
