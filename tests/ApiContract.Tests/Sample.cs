namespace NetpolOrleans.ApiContract.Tests;

/// <summary>Objects that the cases start from; the extra text is JSON members with a leading comma.</summary>
internal static class Sample
{
    /// <summary>No replicas, so that no controller does anything about it.</summary>
    public static string Deployment(string name, string spec = "", string container = "") => $$$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{name}}}"},"spec":{"replicas":0,
          "selector":{"matchLabels":{"app":"{{{name}}}"}},
          "template":{"metadata":{"labels":{"app":"{{{name}}}"}},"spec":{"containers":[{"name":"main","image":"registry.test/main:1"{{{container}}}}]}}{{{spec}}}}}
        """;

    public static string Policy(string name, string spec) =>
        $$$"""{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"{{{name}}}"},"spec":{"podSelector":{}{{{spec}}}}}""";

    public static string Pod(string name, string spec = "", string metadata = "") => $$$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{name}}}"{{{metadata}}}},"spec":{"automountServiceAccountToken":false,"containers":[{"name":"main","image":"registry.test/main:1"}]{{{spec}}}}}
        """;

    public static string Service(string name, string spec) =>
        $$$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"{{{name}}}"},"spec":{{{{spec}}}}}""";
}
