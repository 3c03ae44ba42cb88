using System.Net;
using k8s;
using k8s.Models;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Reads and writes the one object. A read is a plain GET, which is never served from a stale cache.</summary>
internal sealed class TableStore(ApiServer api, TableName name, ClusteringMetrics metrics)
{
    private volatile TableContents? _latest;

    public TableName Name => name;

    public async Task<TableReading> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var found = await api.SendAsync(AccessRule.Table(name.ConfigMap),
                (client, token) => client.CoreV1.ReadNamespacedConfigMapAsync(name.ConfigMap, name.Namespace, cancellationToken: token), cancellation);
            return Keep(TableFormat.Read(found, name));
        }
        catch (ApiRefusedException refused) when (refused.Status == HttpStatusCode.NotFound)
        {
            return new TableReading.Absent();
        }
    }

    /// <summary>The contents at exactly this etag, from memory where they are there; null where the table has moved on.</summary>
    public async Task<TableContents?> AtAsync(string etag, CancellationToken cancellation)
    {
        if (_latest is { } known && known.Etag == etag)
            return known;
        return await ReadAsync(cancellation) is TableReading.Usable { Contents: var contents } && contents.Etag == etag ? contents : null;
    }

    /// <summary>Writes the contents over the object that they came from; null where it has changed or gone since.</summary>
    public async Task<TableContents?> ReplaceAsync(TableContents contents, CancellationToken cancellation)
    {
        try
        {
            var written = await api.SendAsync(AccessRule.Table(name.ConfigMap),
                (client, token) => client.CoreV1.ReplaceNamespacedConfigMapAsync(
                    TableFormat.Write(contents, name), name.ConfigMap, name.Namespace, cancellationToken: token), cancellation);
            return Keep(TableFormat.Read(written, name)) is TableReading.Usable usable ? usable.Contents : null;
        }
        catch (ApiRefusedException refused) when (refused.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            metrics.Conflict();
            return null;
        }
    }

    /// <summary>Creates the object; null where somebody else has.</summary>
    public async Task<TableContents?> CreateAsync(TableContents contents, CancellationToken cancellation)
    {
        var body = TableFormat.Write(contents, name);
        body.Metadata = new V1ObjectMeta
        {
            Name = name.ConfigMap,
            Labels = HeartbeatLeases.LabelsOf(name, body.Metadata.Labels),
            Annotations = body.Metadata.Annotations,
        };
        try
        {
            var written = await api.SendAsync(AccessRule.CreateTable,
                (client, token) => client.CoreV1.CreateNamespacedConfigMapAsync(body, name.Namespace, cancellationToken: token), cancellation);
            return Keep(TableFormat.Read(written, name)) is TableReading.Usable usable ? usable.Contents : null;
        }
        catch (ApiRefusedException refused) when (refused.Status == HttpStatusCode.Conflict)
        {
            metrics.Conflict();
            return null;
        }
        catch (ApiRefusedException refused) when (refused.Status == HttpStatusCode.NotFound)
        {
            throw new ClusteringConfigurationException($"namespace {name.Namespace} does not exist: create it, or set the namespace that this silo runs in", refused);
        }
    }

    public async Task DeleteAsync(CancellationToken cancellation)
    {
        _latest = null;
        try
        {
            await api.SendAsync(AccessRule.DeleteTable(name.ConfigMap),
                (client, token) => client.CoreV1.DeleteNamespacedConfigMapAsync(name.ConfigMap, name.Namespace, cancellationToken: token), cancellation);
        }
        catch (ApiRefusedException refused) when (refused.Status == HttpStatusCode.NotFound)
        {
            return;
        }
    }

    private TableReading Keep(TableReading reading)
    {
        if (reading is not TableReading.Usable { Contents: var contents })
            return reading;
        _latest = contents;
        metrics.TableBytes = contents.Source.Data.Sum(pair => pair.Key.Length + pair.Value.Length);
        return reading;
    }
}
