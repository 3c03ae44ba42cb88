using System.Text.Json.Nodes;

namespace NetpolOrleans.Manifests.Tests.Running;

/// <summary>A few workloads that refer to each other, and one to something that does not exist.</summary>
internal static class Shop
{
    public static IReadOnlyList<JsonObject> Objects =>
    [
        Namespace("shop"),
        Namespace("data"),
        Deployment("shop", "web", ("API", "http://api:8080"), ("SEARCH", "http://search.shop.svc.cluster.local")),
        Deployment("shop", "api", ("DB", "db.data.svc.cluster.local:5432")),
        Deployment("data", "db"),
        Service("shop", "api", 8080),
        Service("data", "db", 5432),
    ];

    public static JsonObject Deployment(string ns, string name, params (string Name, string Value)[] variables) => new()
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
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
                        ["image"] = "main",
                        ["env"] = new JsonArray([.. variables.Select(each => new JsonObject { ["name"] = each.Name, ["value"] = each.Value })]),
                    }),
                },
            },
        },
    };

    public static JsonObject Service(string ns, string name, int port) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Service",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
        ["spec"] = new JsonObject
        {
            ["selector"] = new JsonObject { ["app"] = name },
            ["ports"] = new JsonArray(new JsonObject { ["port"] = port }),
        },
    };

    public static JsonObject Namespace(string name) => new() { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = name } };
}
