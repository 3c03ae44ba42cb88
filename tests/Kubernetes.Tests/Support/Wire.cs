namespace NetpolOrleans.Kubernetes.Tests.Support;

/// <summary>Objects as the API server sends them.</summary>
public static class Wire
{
    public static string ConfigMap(string name, string version, string value = "v", string ns = "shop", string uid = "") =>
        $$$"""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"{{{name}}}","namespace":"{{{ns}}}","uid":"{{{(uid.Length > 0 ? uid : "uid-" + name)}}}","resourceVersion":"{{{version}}}","managedFields":[{"manager":"kubectl","fieldsV1":{"f:data":{} } }]},"data":{"key":"{{{value}}}"}}""";

    public static string List(string version, string? next, params string[] items) =>
        $$$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}"{{{(next is null ? "" : $",\"continue\":\"{next}\"")}}}},"items":[{{{string.Join(',', items)}}}]}""";

    public static string Status(int code, string reason, string cause = "", string kind = "") =>
        $$$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"told by the test","reason":"{{{reason}}}","details":{"kind":"{{{kind}}}"{{{(cause.Length > 0 ? $",\"causes\":[{{\"reason\":\"{cause}\"}}]" : "")}}}},"code":{{{code}}}}""";

    public static string Policy(string name, string version, string uid = "uid-1", string metadata = "", string spec = """{"podSelector":{}}""") =>
        $$$"""{"kind":"NetworkPolicy","apiVersion":"networking.k8s.io/v1","metadata":{"name":"{{{name}}}","namespace":"shop","uid":"{{{uid}}}","resourceVersion":"{{{version}}}"{{{(metadata.Length > 0 ? "," + metadata : "")}}}},"spec":{{{spec}}}}""";
}
