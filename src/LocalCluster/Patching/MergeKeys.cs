namespace LocalKubernetes.Patching;

/// <summary>
/// The lists that a strategic merge patch merges, and the field that identifies their items. Lists that aren't
/// named here are atomic. The API declares them as patchStrategy and patchMergeKey.
/// </summary>
internal static class MergeKeys
{
    private static readonly Dictionary<string, string> ByField = new(StringComparer.Ordinal)
    {
        ["containers"] = "name",
        ["initContainers"] = "name",
        ["ephemeralContainers"] = "name",
        ["env"] = "name",
        ["volumeMounts"] = "mountPath",
        ["volumeDevices"] = "devicePath",
        ["volumes"] = "name",
        ["imagePullSecrets"] = "name",
        ["hostAliases"] = "ip",
        ["topologySpreadConstraints"] = "topologyKey",
        ["schedulingGates"] = "name",
        ["resourceClaims"] = "name",
        ["conditions"] = "type",
        ["ownerReferences"] = "uid",
        ["podIPs"] = "ip",
        ["hostIPs"] = "ip",
        ["webhooks"] = "name",
        ["matchConditions"] = "name",
    };

    private static readonly Dictionary<string, string> ByPath = new(StringComparer.Ordinal)
    {
        ["Service:spec.ports"] = "port",
        ["ServiceAccount:secrets"] = "name",
        ["Node:status.addresses"] = "type",
        ["Node:spec.taints"] = "key",
    };

    /// <summary>The identifying field of a list at a dotted path, or null when the list is replaced as a whole.</summary>
    public static string? KeyOf(string kind, string path)
    {
        if (ByPath.TryGetValue($"{kind}:{path}", out var key)) return key;
        var parts = path.Split('.');
        if (parts[^1] == "ports") return parts.Length > 1 && parts[^2].EndsWith("ontainers", StringComparison.Ordinal) ? "containerPort" : null;
        return ByField.GetValueOrDefault(parts[^1]);
    }

    /// <summary>Lists of plain values that merge as sets.</summary>
    public static bool IsSet(string path) => path is "metadata.finalizers" || path.EndsWith(".podCIDRs", StringComparison.Ordinal);
}
