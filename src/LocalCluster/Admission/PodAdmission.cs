using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Admission;

/// <summary>What a real server's default admission adds to every pod: two tolerations and the ServiceAccount's token.</summary>
internal static class PodAdmission
{
    private const string TokenPath = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private static readonly string[] Taints = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

    public static void Admit(JsonObject pod)
    {
        var spec = pod.Ensure("spec");
        Tolerate(spec);
        if (spec["automountServiceAccountToken"] is null || spec.Flag("automountServiceAccountToken")) MountToken(spec);
    }

    private static void Tolerate(JsonObject spec)
    {
        var tolerations = spec.Array("tolerations");
        foreach (var taint in Taints)
        {
            var present = tolerations?.Any(each => Tolerates(each, taint)) ?? false;
            if (present) continue;
            if (tolerations is null) spec["tolerations"] = tolerations = [];
            tolerations.Add(new JsonObject { ["key"] = taint, ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = 300 });
        }
    }

    private static bool Tolerates(JsonNode? toleration, string taint) =>
        (toleration.Text("key") is null or "" || toleration.Text("key") == taint) && (toleration.Text("effect") is null or "" or "NoExecute");

    private static void MountToken(JsonObject spec)
    {
        var name = "kube-api-access-" + Random.Shared.GetString(Alphabet, 5);
        var mounted = false;
        foreach (var container in spec.Objects("initContainers").Concat(spec.Objects("containers")))
        {
            if (container.Objects("volumeMounts").Any(mount => mount.Text("mountPath") == TokenPath)) continue;
            if (container.Array("volumeMounts") is null) container["volumeMounts"] = new JsonArray();
            container.Array("volumeMounts")!.Add(new JsonObject { ["name"] = name, ["readOnly"] = true, ["mountPath"] = TokenPath });
            mounted = true;
        }
        if (!mounted) return;
        if (spec.Array("volumes") is null) spec["volumes"] = new JsonArray();
        spec.Array("volumes")!.Add(new JsonObject { ["name"] = name, ["projected"] = Projection() });
    }

    private static JsonObject Projection() => new()
    {
        ["sources"] = new JsonArray(
            new JsonObject { ["serviceAccountToken"] = new JsonObject { ["expirationSeconds"] = 3607, ["path"] = "token" } },
            new JsonObject { ["configMap"] = new JsonObject { ["name"] = "kube-root-ca.crt", ["items"] = new JsonArray(new JsonObject { ["key"] = "ca.crt", ["path"] = "ca.crt" }) } },
            new JsonObject { ["downwardAPI"] = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["path"] = "namespace", ["fieldRef"] = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = "metadata.namespace" } }) } }),
        ["defaultMode"] = 420,
    };
}
