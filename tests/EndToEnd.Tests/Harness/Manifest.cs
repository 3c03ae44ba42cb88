using System.Text.Json.Nodes;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>Objects as users write them.</summary>
internal static class Manifest
{
    /// <summary>A pod template with <c>app: name</c>, port 8080 and these variables; a value <c>@map/key</c> comes from a ConfigMap.</summary>
    public static JsonObject Template(string app, IEnumerable<(string Name, string Value)> env) => new()
    {
        ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = app } },
        ["spec"] = new JsonObject
        {
            ["terminationGracePeriodSeconds"] = 600, // longer than any test: what its pods hold is kept until they are gone
            ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = "main",
                ["image"] = "registry.test/main:1",
                ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["containerPort"] = 8080 }),
                ["env"] = new JsonArray([.. env.Select(Variable)]),
            }),
        },
    };

    /// <summary>A workload of a kind with selector and template.</summary>
    public static JsonObject Workload(string kind, string name, params IEnumerable<(string Name, string Value)> env)
    {
        var spec = new JsonObject
        {
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = name } },
            ["template"] = Template(name, env),
        };
        if (kind == "StatefulSet") spec["serviceName"] = name;
        return Object("apps/v1", kind, name, spec);
    }

    public static JsonObject CronJob(string name, params IEnumerable<(string Name, string Value)> env)
    {
        var template = Template(name, env);
        template["spec"]!["restartPolicy"] = "Never";
        return Object("batch/v1", "CronJob", name, new()
        {
            ["schedule"] = "0 3 1 1 *",
            ["jobTemplate"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = template } },
        });
    }

    public static JsonObject Pod(string name, params IEnumerable<(string Name, string Value)> env)
    {
        var template = Template(name, env);
        var pod = Object("v1", "Pod", name, template["spec"]!.DeepClone().AsObject());
        pod["metadata"]!["labels"] = new JsonObject { ["app"] = name };
        return pod;
    }

    /// <summary>A Service of port 80 to the port named http, in front of <c>app: pods</c>.</summary>
    public static JsonObject Service(string name, string pods) => Object("v1", "Service", name, new()
    {
        ["selector"] = new JsonObject { ["app"] = pods },
        ["ports"] = new JsonArray(new JsonObject { ["port"] = 80, ["targetPort"] = "http" }),
    });

    public static JsonObject ConfigMap(string name, string key, string value) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["data"] = new JsonObject { [key] = value },
    };

    /// <summary>Somebody else's policy.</summary>
    public static JsonObject Policy(string name, string pods) => Object("networking.k8s.io/v1", "NetworkPolicy", name, new()
    {
        ["podSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = pods } },
        ["policyTypes"] = new JsonArray("Ingress"),
        ["ingress"] = new JsonArray(new JsonObject { ["from"] = new JsonArray(new JsonObject { ["podSelector"] = new JsonObject() }) }),
    });

    private static JsonObject Object(string apiVersion, string kind, string name, JsonObject spec) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = spec,
    };

    private static JsonObject Variable((string Name, string Value) variable) => variable.Value is ['@', .. var source] && source.Split('/') is [var map, var key]
        ? new()
        {
            ["name"] = variable.Name,
            ["valueFrom"] = new JsonObject { ["configMapKeyRef"] = new JsonObject { ["name"] = map, ["key"] = key, ["optional"] = true } },
        }
        : new() { ["name"] = variable.Name, ["value"] = variable.Value };
}
