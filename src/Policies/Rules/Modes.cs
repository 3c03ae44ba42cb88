using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Rules;

/// <summary>The mode of a workload: its own word over its namespace's over the cluster's.</summary>
public static class Modes
{
    /// <summary>The effective mode; a word that is none of the modes counts as unsaid.</summary>
    public static Mode Of(Workload workload, NamespaceInfo? ns, PolicyOptions options)
    {
        var ofNamespace = Choose(options.Mode, Parse(ns?.Annotations[Annotations.Mode]), options);
        return Choose(ofNamespace, Parse(workload.Annotations[Annotations.Mode]), options);
    }

    /// <summary>The mode that the text names, or null.</summary>
    public static Mode? Parse(string? text) => text switch
    {
        "off" => Mode.Off,
        "observe" => Mode.Observe,
        "enforce" => Mode.Enforce,
        _ => null,
    };

    private static Mode Choose(Mode upper, Mode? lower, PolicyOptions options) => lower switch
    {
        null => upper,
        { } said when options.LockModes && said < upper => upper,
        { } said => said,
    };
}
