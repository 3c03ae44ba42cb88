using System.Text.Json.Nodes;

namespace LocalKubernetes.Generation;

/// <summary>A workload's objects, in the order in which they are created.</summary>
internal static class GeneratedWorkload
{
    public static JsonObject Service(string scope, string name, int port, bool headless)
    {
        var spec = new JsonObject { ["selector"] = new JsonObject { ["app"] = name }, ["ports"] = new JsonArray(new JsonObject { ["name"] = "main", ["port"] = port, ["targetPort"] = "main" }) };
        if (headless) spec["clusterIP"] = "None";
        return Object("v1", "Service", scope, name, spec);
    }

    public static JsonObject Of(string kind, string scope, string name, int replicas, JsonObject pod)
    {
        var template = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = Labels(name) }, ["spec"] = pod };
        if (kind == "CronJob")
        {
            pod["restartPolicy"] = "OnFailure";
            return Object("batch/v1", kind, scope, name, new JsonObject { ["schedule"] = "0 0 1 1 *", ["jobTemplate"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = template } } });
        }
        var spec = new JsonObject { ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = name } }, ["template"] = template };
        if (kind != "DaemonSet") spec["replicas"] = replicas;
        if (kind == "StatefulSet") spec["serviceName"] = name;
        return Object("apps/v1", kind, scope, name, spec);
    }

    public static JsonObject Pod(int port) => new()
    {
        ["containers"] = new JsonArray(new JsonObject
        {
            ["name"] = "main",
            ["image"] = "registry.test/app:1",
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "main", ["containerPort"] = port }),
        }),
    };

    public static JsonObject ForeignPolicy(string scope) =>
        Object("networking.k8s.io/v1", "NetworkPolicy", scope, "hand-written", new JsonObject { ["podSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = "nobody" } } });

    public static JsonObject Namespace(string name) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Namespace",
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["local-kubernetes/generated"] = "true" } },
    };

    private static JsonObject Object(string apiVersion, string kind, string scope, string name, JsonObject spec) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = scope, ["labels"] = Labels(name) },
        ["spec"] = spec,
    };

    private static JsonObject Labels(string name) => new() { ["app"] = name, ["app.kubernetes.io/part-of"] = "generated" };
}
