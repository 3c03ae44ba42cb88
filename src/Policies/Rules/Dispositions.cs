using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;

namespace NetpolOrleans.Policies.Rules;

/// <summary>Decides which workloads get a policy.</summary>
public static class Dispositions
{
    /// <summary>The disposition of a workload; the first rule that applies wins.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="ns">Its namespace, or null where only manifests are known.</param>
    /// <param name="platform">Who belongs to the platform.</param>
    /// <param name="options">The operator's say.</param>
    public static Disposition Of(Workload workload, NamespaceInfo? ns, Platform platform, PolicyOptions options)
    {
        if (IsControlled(workload, options)) return Disposition.Controlled;
        if (workload.Controller is not null) return Disposition.UnknownController;
        if (options.ExcludedNamespaces.Contains(workload.Key.Namespace)) return Disposition.Excluded;
        if (platform.IsInfrastructure(workload)) return Disposition.Infrastructure;
        if (workload.Template.HostNetwork) return Disposition.HostNetwork;
        if (workload.Selector.IsEmpty) return Disposition.Unselectable;
        return Modes.Of(workload, ns, options) switch
        {
            Mode.Off => Disposition.Off,
            Mode.Observe => Disposition.Observed,
            _ => Disposition.Managed,
        };
    }

    /// <summary>
    /// Whether a Pod is to be labelled, so that a policy can select it: one that nothing controls and that has no label, where policies are written
    /// and the operator lets us.
    /// </summary>
    public static bool WantsLabel(Workload workload, Disposition disposition, NamespaceInfo? ns, PolicyOptions options) =>
        options.LabelPods && disposition == Disposition.Unselectable && workload is { Key.Kind: "Pod", Terminating: false, Uid.Length: > 0 }
        && Modes.Of(workload, ns, options) == Mode.Enforce;

    /// <summary>Whether a workload that we manage makes this one: then it is no workload of its own, and no client either.</summary>
    public static bool IsControlled(Workload workload, PolicyOptions options) =>
        workload.Controller is { } controller && options.Kinds.Any(kind => kind.IsKindOf(controller));
}
