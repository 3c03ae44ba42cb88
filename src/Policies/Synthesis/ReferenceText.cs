using System.Globalization;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>What became of references, in words.</summary>
public static class ReferenceText
{
    /// <summary>Why a reference opens nothing; null where it does open something, or was none.</summary>
    public static string? Problem(ResolvedReference reference) => reference.Outcome switch
    {
        Outcome.Pending => $"pending: {Target(reference.Target)} does not exist",
        Outcome.MissingPort => $"rejected: {Target(reference.Target with { Port = null })} has no port {reference.Target.PortName ?? reference.Target.Port?.ToString(CultureInfo.InvariantCulture) ?? "that is declared"}",
        Outcome.NoBackends => $"rejected: {Target(reference.Target)} has neither pods nor addresses behind it",
        Outcome.External => $"{Target(reference.Target)} is outside the cluster and would be blocked",
        _ => null,
    };

    /// <summary>A target as people name it.</summary>
    public static string Target(ReferenceTarget target)
    {
        var port = target.Port is null ? "" : $":{target.Port}";
        return target.Kind is TargetKind.External or TargetKind.Address ? $"{target.Name.Name}{port}" : $"{target.Kind} {target.Name}{port}";
    }
}
