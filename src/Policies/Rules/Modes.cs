using NetpolOrleans.Policies.Declarations;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Rules;

/// <summary>The mode of a workload: its own word over its namespace's over the cluster's.</summary>
public static class Modes
{
    /// <summary>The effective mode; a word that is none of the modes counts as unsaid.</summary>
    public static Mode Of(Workload workload, NamespaceInfo? ns, PolicyOptions options)
    {
        return Choose(Of(ns, options), SettingParser.Mode(workload.Annotations[Annotations.Mode]).Value, options);
    }

    /// <summary>The mode of what is no workload in a namespace.</summary>
    public static Mode Of(NamespaceInfo? ns, PolicyOptions options) =>
        Choose(options.Mode, SettingParser.Mode(ns?.Annotations[Annotations.Mode]).Value, options);

    private static Mode Choose(Mode upper, Mode? lower, PolicyOptions options) => lower switch
    {
        null => upper,
        { } said when options.LockModes && said < upper => upper,
        { } said => said,
    };
}
