using System.Globalization;
using System.Text.Json.Nodes;
using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Failover.Tests.Harness;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Failover.Tests.Load;

/// <summary>
/// Many workloads in few namespaces, each with a Service and three references: two that stay, in its namespace and in the next, and one that
/// changes.
/// </summary>
internal sealed class Fleet(World world)
{
    /// <summary>The first of the variables, and the JSON path of the one that changes.</summary>
    private const string Changing = "/spec/template/spec/containers/0/env/2/value";

    public static int Count => Sizes.Workloads;

    /// <summary>How many other workloads of one namespace the changing reference can name.</summary>
    public static int Targets => (Sizes.Workloads / Sizes.Namespaces) - 2;

    public static string NamespaceOf(int number) => string.Create(CultureInfo.InvariantCulture, $"fleet-{number % Sizes.Namespaces}");

    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"w{number}");

    public static ObjectName PolicyOf(int number) => new(NamespaceOf(number), $"deployment-{NameOf(number)}");

    /// <summary>The workload that another names after so many changes: of its own namespace, or every fifth of the next.</summary>
    public static int TargetOf(int number, int change)
    {
        var step = Sizes.Namespaces * (2 + (change % Targets));
        return (number + step + (number / Sizes.Namespaces % 5 == 0 ? 1 : 0)) % Sizes.Workloads;
    }

    /// <summary>Makes all of it.</summary>
    public async Task CreateAsync()
    {
        foreach (var ns in Enumerable.Range(0, Sizes.Namespaces).Select(NamespaceOf))
            await world.Api.PostAsync(Resources.All("Namespace"), new() { ["metadata"] = new JsonObject { ["name"] = ns } }, World.Cancellation);
        await Parallel.ForEachAsync(Enumerable.Range(0, Sizes.Workloads), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = World.Cancellation }, async (number, cancellation) =>
        {
            await world.Api.PostAsync(Resources.In(NamespaceOf(number), "Service"), Service(number), cancellation);
            await world.Api.PostAsync(Resources.In(NamespaceOf(number), "Deployment"), Deployment(number), cancellation);
        });
    }

    /// <summary>Makes a workload name another one.</summary>
    public Task PointAsync(int number, int target) => world.Api.PatchAsync(
        Resources.Of(NamespaceOf(number), "Deployment", NameOf(number)),
        new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = Changing, ["value"] = HostOf(target) }), World.Cancellation);

    /// <summary>Removes all of it.</summary>
    public async Task DeleteAsync()
    {
        foreach (var ns in Enumerable.Range(0, Sizes.Namespaces).Select(NamespaceOf))
            await world.Api.DeleteAsync(Resources.Of("", "Namespace", ns), CancellationToken.None);
    }

    private static string HostOf(int number) => $"{NameOf(number)}.{NamespaceOf(number)}.svc.cluster.local";

    private static JsonObject Service(int number) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = NameOf(number) },
        ["spec"] = new JsonObject
        {
            ["selector"] = new JsonObject { ["app"] = NameOf(number) },
            ["ports"] = new JsonArray(new JsonObject { ["port"] = 80, ["targetPort"] = 8080 }),
        },
    };

    private JsonObject Deployment(int number) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = NameOf(number) },
        ["spec"] = new JsonObject
        {
            ["replicas"] = world.PodsRun ? 1 : 0,
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
                            Variable("A_HOST", HostOf((number + Sizes.Namespaces) % Sizes.Workloads)),
                            Variable("B_URL", $"http://{HostOf((number + 1) % Sizes.Workloads)}:80/v1"),
                            Variable("C_HOST", "nowhere.invalid")),
                    }),
                },
            },
        },
    };

    private static JsonObject Variable(string name, string value) => new() { ["name"] = name, ["value"] = value };
}
