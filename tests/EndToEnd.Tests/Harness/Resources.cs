namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>Where the API serves which resource.</summary>
internal static class Resources
{
    private static readonly Dictionary<string, (string Root, string Plural)> ByKind = new()
    {
        ["Namespace"] = ("api/v1", "namespaces"),
        ["Pod"] = ("api/v1", "pods"),
        ["Service"] = ("api/v1", "services"),
        ["ConfigMap"] = ("api/v1", "configmaps"),
        ["ServiceAccount"] = ("api/v1", "serviceaccounts"),
        ["Deployment"] = ("apis/apps/v1", "deployments"),
        ["StatefulSet"] = ("apis/apps/v1", "statefulsets"),
        ["DaemonSet"] = ("apis/apps/v1", "daemonsets"),
        ["CronJob"] = ("apis/batch/v1", "cronjobs"),
        ["Job"] = ("apis/batch/v1", "jobs"),
        ["NetworkPolicy"] = ("apis/networking.k8s.io/v1", "networkpolicies"),
    };

    /// <summary>The kinds whose changes tests look at.</summary>
    public static IEnumerable<string> Watched => ["Namespace", "ServiceAccount", "Service", "ConfigMap", "Pod", "NetworkPolicy"];

    public static string All(string kind) => $"{ByKind[kind].Root}/{ByKind[kind].Plural}";

    public static string In(string ns, string kind) => kind == "Namespace" ? All(kind) : $"{ByKind[kind].Root}/namespaces/{ns}/{ByKind[kind].Plural}";

    public static string Of(string ns, string kind, string name) => $"{In(ns, kind)}/{name}";
}
