using System.Text.Json.Nodes;
using LocalKubernetes;
using NetpolOrleans.EndToEnd.Tests.Harness;

namespace NetpolOrleans.EndToEnd.Tests.Chaos;

/// <summary>Random changes of few objects in three namespaces, made behind the API server's back: they succeed even while it restarts.</summary>
internal sealed class RandomWorld(Stage stage, Random random)
{
    private static readonly string[] Spaces = ["chaos-a", "chaos-b", "chaos-c"], Names = ["v", "w", "x", "y"], Kinds = ["Deployment", "Deployment", "StatefulSet", "DaemonSet"];

    private ClusterObjects Objects => stage.Local!.Objects;

    public int Dice(int sides) => random.Next(sides);

    public async Task CreateNamespacesAsync()
    {
        foreach (var space in Spaces) await TestSpace.CreateAsync(stage, space);
    }

    /// <summary>One change: an object comes, changes or goes.</summary>
    public void Change()
    {
        var (space, name) = (Pick(Spaces), Pick(Names));
        switch (Dice(10))
        {
            case 0 or 1 or 2 or 3: Put(space, Workload(name)); break;
            case 4 or 5: Put(space, Manifest.Service(name, Pick(Names))); break;
            case 6: Put(space, Manifest.ConfigMap("settings", "host", Reference())); break;
            case 7: Objects.Delete(Pick(["deployments", "services", "configmaps"]), space, name); break;
            case 8: Objects.Delete("networkpolicies", space, $"deployment-{name}"); break;
            default: Edit(space, name); break;
        }
    }

    /// <summary>Ends all pods: what they held of ConfigMaps' old values lingers no more, and the objects alone decide.</summary>
    public void ReplaceAllPods()
    {
        foreach (var pod in Spaces.SelectMany(space => Objects.List("pods", space)))
            Objects.Delete("pods", (string)pod["metadata"]!["namespace"]!, (string)pod["metadata"]!["name"]!);
    }

    /// <summary>
    /// A last object of each kind in each namespace, which name each other: once their policies are right, whoever wrote them has taken in all that came before, from
    /// every stream.
    /// </summary>
    /// <param name="name">Their name.</param>
    /// <param name="meanwhile">Done now and then until nothing lingers either; null for nothing.</param>
    public Task SentinelsAsync(string name, Action? meanwhile = null)
    {
        foreach (var space in Spaces)
        {
            Put(space, Manifest.Service(name, name));
            Put(space, Manifest.ConfigMap(name, "host", $"{name}.{space}.svc.cluster.local"));
            var hosts = Spaces.Select((other, index) => ($"S{index}_HOST", $"{name}.{other}.svc.cluster.local")).Append(("OWN_HOST", $"@{name}/host"));
            foreach (var kind in Kinds.Distinct()) Put(space, Manifest.Workload(kind, name, hosts));
        }

        return Convergence.ReachedAsync(stage, Policies.PolicyOptions.Default, meanwhile);
    }

    /// <summary>The policies of all but some sentinels, each with its version.</summary>
    public IReadOnlyList<string> PolicyVersions(string without) =>
    [
        .. Spaces.SelectMany(space => Objects.List("networkpolicies", space)).Select(policy => policy["metadata"]!)
            .Where(metadata => !((string)metadata["name"]!).EndsWith($"-{without}", StringComparison.Ordinal))
            .Select(metadata => $"{metadata["namespace"]}/{metadata["name"]} {metadata["resourceVersion"]}"),
    ];

    private JsonObject Workload(string name) => Manifest.Workload(Pick(Kinds), name, ("A_HOST", Reference()), ("B_HOST", "@settings/host"), ("C_URL", $"http://{Reference()}:80"));

    private string Reference() => $"{Pick(Names)}.{Pick(Spaces)}.svc.cluster.local";

    private void Edit(string space, string name)
    {
        try
        {
            Objects.Update("networkpolicies", space, $"deployment-{name}", policy => policy["spec"]!["egress"] = new JsonArray());
        }
        catch (ClusterRefusedException e) when (e.Code == 404)
        {
            // It was never there, or the controller has just deleted it.
        }
    }

    private void Put(string space, JsonObject item)
    {
        var name = (string)item["metadata"]!["name"]!;
        var resource = Resources.All((string)item["kind"]!).Split('/')[^1];
        item["metadata"]!["namespace"] = space;
        if (Objects.Find(resource, space, name) is null) Objects.Create(item);
        else if (resource == "configmaps") Objects.Update(resource, space, name, current => current["data"] = item["data"]!.DeepClone());
        else if (resource == "services") Objects.Update(resource, space, name, current => current["spec"]!["selector"] = item["spec"]!["selector"]!.DeepClone());
        else Objects.Update(resource, space, name, current => current["spec"]!["template"] = item["spec"]!["template"]!.DeepClone());
    }

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
