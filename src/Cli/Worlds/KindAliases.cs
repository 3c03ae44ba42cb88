namespace NetpolOrleans.Cli.Worlds;

/// <summary>The names that kubectl accepts for kinds.</summary>
internal static class KindAliases
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["deploy"] = "Deployment", ["sts"] = "StatefulSet", ["ds"] = "DaemonSet", ["rs"] = "ReplicaSet", ["rc"] = "ReplicationController",
        ["cj"] = "CronJob", ["po"] = "Pod", ["svc"] = "Service",
    };

    /// <summary>Whether a word of the command line means this kind: its name in any letter case, singular or plural, or kubectl's short name.</summary>
    public static bool Means(string word, string kind) =>
        word.Equals(kind, StringComparison.OrdinalIgnoreCase)
        || word.Equals(kind + "s", StringComparison.OrdinalIgnoreCase)
        || (Kinds.TryGetValue(word, out var alias) && alias == kind)
        || (kind.StartsWith(word + ".", StringComparison.OrdinalIgnoreCase) && !word.Equals("Service", StringComparison.OrdinalIgnoreCase));
}
