using System.Text.Json.Nodes;

namespace NetpolOrleans.Grains.Cluster.Tests.Harness;

/// <summary>Objects as users write them, and what users change in them.</summary>
internal static class Manifests
{
    /// <summary>A Service of port 80 in front of the port 8080 of pods <c>app: name</c>.</summary>
    public static JsonObject Service(string ns, string name) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Service",
        ["metadata"] = new JsonObject { ["namespace"] = ns, ["name"] = name },
        ["spec"] = new JsonObject
        {
            ["selector"] = new JsonObject { ["app"] = name },
            ["ports"] = new JsonArray(new JsonObject { ["port"] = 80, ["targetPort"] = 8080 }),
        },
    };

    /// <summary>A Deployment of pods <c>app: name</c> with these variables.</summary>
    public static JsonObject Deployment(string ns, string name, params IEnumerable<(string Name, string Value)> env) => new()
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["metadata"] = new JsonObject { ["namespace"] = ns, ["name"] = name },
        ["spec"] = new JsonObject
        {
            ["replicas"] = 1,
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = name } },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = name } },
                ["spec"] = new JsonObject
                {
                    ["containers"] = new JsonArray(new JsonObject
                    {
                        ["name"] = "main",
                        ["image"] = "registry.test/main:1",
                        ["ports"] = new JsonArray(new JsonObject { ["containerPort"] = 8080 }),
                        ["env"] = new JsonArray([.. env.Select(each => Variable(each.Name, each.Value))]),
                    }),
                },
            },
        },
    };

    /// <summary>As <c>kubectl set env</c>; a null value removes the variable.</summary>
    public static void SetVariable(LocalKubernetes.LocalCluster local, string ns, string deployment, string name, string? value) =>
        local.Objects.Update("deployments", ns, deployment, found =>
        {
            var container = found["spec"]!["template"]!["spec"]!["containers"]![0]!.AsObject();
            if (container["env"] is not JsonArray env) container["env"] = env = [];
            env.Remove(env.FirstOrDefault(each => (string)each!["name"]! == name));
            if (value is not null) env.Add(Variable(name, value));
        });

    private static JsonObject Variable(string name, string value) => new() { ["name"] = name, ["value"] = value };
}
