using System.Globalization;
using System.Text.Json.Nodes;

namespace NetpolOrleans.Scenarios;

/// <summary>The workloads: each with a Service, two references in its namespace and one in the next.</summary>
internal sealed class Fleet(ScenarioOptions options)
{
    public IEnumerable<string> Namespaces => Enumerable.Range(0, options.Namespaces).Select(NamespaceOf);

    public IEnumerable<int> Numbers => Enumerable.Range(0, options.Workloads);

    /// <summary>As many again, which refer to the first.</summary>
    public IEnumerable<int> More => Enumerable.Range(options.Workloads, options.Workloads);

    public string NamespaceOf(int number) => string.Create(CultureInfo.InvariantCulture, $"scenario-{number % options.Namespaces}");

    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"w{number}");

    public string Deployments(int number) => $"apis/apps/v1/namespaces/{NamespaceOf(number)}/deployments";

    public string Services(int number) => $"api/v1/namespaces/{NamespaceOf(number)}/services";

    /// <summary>A host name of another workload.</summary>
    public string HostOf(int number)
    {
        var other = number % options.Workloads;
        return $"{NameOf(other)}.{NamespaceOf(other)}.svc.cluster.local";
    }

    public static JsonObject Service(int number) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = NameOf(number) },
        ["spec"] = new JsonObject
        {
            ["selector"] = new JsonObject { ["app"] = NameOf(number) },
            ["ports"] = new JsonArray(new JsonObject { ["port"] = 80, ["targetPort"] = 8080 }),
        },
    };

    /// <summary>A Deployment of one replica; the last variable is the one that changes.</summary>
    public JsonObject Deployment(int number, int names) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = NameOf(number) },
        ["spec"] = new JsonObject
        {
            ["replicas"] = 1,
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = NameOf(number) } },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = NameOf(number) } },
                ["spec"] = new JsonObject
                {
                    ["terminationGracePeriodSeconds"] = 1,
                    ["containers"] = new JsonArray(new JsonObject
                    {
                        ["name"] = "main",
                        ["image"] = "registry.test/main:1",
                        ["ports"] = new JsonArray(new JsonObject { ["containerPort"] = 8080 }),
                        ["env"] = new JsonArray(
                            Variable("A_URL", $"http://{HostOf(number + options.Namespaces)}:80/v1"), Variable("B_HOST", HostOf(number + (2 * options.Namespaces))), Variable("C_HOST", HostOf(names))),
                    }),
                },
            },
        },
    };

    private static JsonObject Variable(string name, string value) => new() { ["name"] = name, ["value"] = value };
}
