using System.Globalization;
using System.Text.Json.Nodes;

namespace NetpolOrleans.Grains.Cluster.Tests.Harness;

/// <summary>
/// Namespaces in a ring. Each has a client and a server, and a Service in front of the server; the client names the server beside it and that of the
/// next namespace, so that every shard's clients claim something of another shard.
/// </summary>
internal sealed class Ring(LocalKubernetes.LocalCluster local, int count)
{
    public const string Client = "client", Server = "server";

    /// <summary>How many namespaces it has.</summary>
    public int Count => count;

    public IEnumerable<string> Namespaces => Enumerable.Range(0, count).Select(NamespaceOf);

    public string NamespaceOf(int number) => string.Create(CultureInfo.InvariantCulture, $"ring-{number % count}");

    /// <summary>The Service of a namespace, as a client of another one names it.</summary>
    public string HostOf(int number) => $"{Server}.{NamespaceOf(number)}.svc.cluster.local";

    public void Create()
    {
        foreach (var number in Enumerable.Range(0, count)) Create(number);
    }

    /// <summary>Makes one namespace with all that is in it.</summary>
    public void Create(int number)
    {
        var ns = NamespaceOf(number);
        local.Objects.Create(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = ns } });
        local.Objects.Create(Manifests.Service(ns, Server));
        local.Objects.Create(Manifests.Deployment(ns, Server));
        local.Objects.Create(Manifests.Deployment(ns, Client, ("BESIDE", $"{HostOf(number)}:80"), ("NEXT", $"http://{HostOf(number + 1)}/v1")));
    }

    /// <summary>Lets the client of a namespace name the server of another, too.</summary>
    public void Refer(int client, int server) => Manifests.SetVariable(local, NamespaceOf(client), Client, "FURTHER", HostOf(server));

    /// <summary>Takes back what <see cref="Refer"/> did.</summary>
    public void Forget(int client) => Manifests.SetVariable(local, NamespaceOf(client), Client, "FURTHER", null);

    public void Delete(int number) => local.Objects.Delete("namespaces", null, NamespaceOf(number));

    public bool Exists(int number) => local.Objects.Find("namespaces", null, NamespaceOf(number)) is not null;
}
