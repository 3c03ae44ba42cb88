using NetpolOrleans.Policies.Rules;

namespace NetpolOrleans.Cli.Reports;

/// <summary>Dispositions in words.</summary>
internal static class DispositionText
{
    /// <summary>Why a workload gets no policy; null where it gets one, or where its maker's policy covers it.</summary>
    public static string? WhyWithoutPolicy(Disposition disposition) => disposition switch
    {
        Disposition.Managed or Disposition.Controlled => null,
        Disposition.Observed => "its mode is observe: the policy is computed, not written",
        Disposition.Off => "its mode is off",
        Disposition.Excluded => "its namespace is excluded",
        Disposition.Infrastructure => "it belongs to the platform",
        Disposition.HostNetwork => "its pods share their nodes' network, where no policy applies",
        Disposition.Unselectable => "it has no labels to select by, and an empty selector would isolate its whole namespace",
        _ => "a kind that is not known controls it",
    };
}
