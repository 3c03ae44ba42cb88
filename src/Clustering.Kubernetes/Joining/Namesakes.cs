using k8s;
using k8s.Autorest;
using System.Net;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// Clusters of one name in other namespaces. They are no harm to each other's membership; where a cluster's name also marks what it writes
/// elsewhere, two of them would write the same.
/// </summary>
public static class Namesakes
{
    /// <summary>The living silos of such clusters: those of their tables whose pods run. Needs list on ConfigMaps and get on Pods in the whole cluster.</summary>
    /// <param name="client">The way to the API server.</param>
    /// <param name="clusterId">The name.</param>
    /// <param name="own">The namespace that is not asked about.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="HttpOperationException">The API server refuses.</exception>
    public static async Task<IReadOnlyList<Namesake>> FindAsync(IKubernetes client, string clusterId, string own, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        var table = new TableName(clusterId, own).ConfigMap;
        var tables = await client.CoreV1.ListConfigMapForAllNamespacesAsync(fieldSelector: $"metadata.name={table}", cancellationToken: cancellation);
        var found = new List<Namesake>();
        foreach (var elsewhere in tables.Items.Where(item => item.Metadata.NamespaceProperty != own))
        {
            var name = new TableName(clusterId, elsewhere.Metadata.NamespaceProperty);
            if (TableFormat.Read(elsewhere, name) is not TableReading.Usable { Contents: var contents }) continue;
            foreach (var row in contents.Living.Where(row => row.PodName is not null))
                if (await IsRunningAsync(client, name.Namespace, row, cancellation)) found.Add(new(name.Namespace, row.Name));
        }

        return found;
    }

    private static async Task<bool> IsRunningAsync(IKubernetes client, string @namespace, SiloRow row, CancellationToken cancellation)
    {
        try
        {
            var pod = PodFacts.From(await client.CoreV1.ReadNamespacedPodAsync(row.PodName, @namespace, cancellationToken: cancellation));
            return !pod.HasEnded && pod.Uid == row.PodUid;
        }
        catch (HttpOperationException gone) when (gone.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
