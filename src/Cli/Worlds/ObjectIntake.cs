using System.Text.Json;
using System.Text.Json.Nodes;
using NetpolOrleans.Cli.Manifests;
using NetpolOrleans.Kubernetes.Wire;

namespace NetpolOrleans.Cli.Worlds;

/// <summary>Projects objects to records. A bad object is reported and set aside; a kind that no policy depends on is counted.</summary>
/// <param name="objects">Where the records go.</param>
/// <param name="defaultNamespace">The namespace of namespaced objects that name none.</param>
/// <param name="report">Called for each object that is set aside.</param>
internal sealed class ObjectIntake(ClusterObjects objects, string defaultNamespace, Action<Diagnostic> report)
{
    private static readonly JsonWriterOptions AnyDepth = new() { MaxDepth = 10_000 };

    /// <summary>Takes one object.</summary>
    public void Take(ManifestObject item)
    {
        switch (Group(item.ApiVersion), item.Kind)
        {
            case ("apps", "Deployment"): Put(item, Projectors.Deployment, objects.Workloads, workload => workload.Key); break;
            case ("apps", "StatefulSet"): Put(item, Projectors.StatefulSet, objects.Workloads, workload => workload.Key); break;
            case ("apps", "DaemonSet"): Put(item, Projectors.DaemonSet, objects.Workloads, workload => workload.Key); break;
            case ("apps", "ReplicaSet"): Put(item, Projectors.ReplicaSet, objects.Workloads, workload => workload.Key); break;
            case ("", "ReplicationController"): Put(item, Projectors.ReplicationController, objects.Workloads, workload => workload.Key); break;
            case ("batch", "Job"): Put(item, Projectors.Job, objects.Workloads, workload => workload.Key); break;
            case ("batch", "CronJob"): Put(item, Projectors.CronJob, objects.Workloads, workload => workload.Key); break;
            case ("", "Pod"): TakePod(item); break;
            case ("", "Service"): Put(item, Projectors.Service, objects.Services, service => service.Name); break;
            case ("", "Namespace"): Put(item, Projectors.Namespace, objects.Namespaces, ns => ns.Name, namespaced: false); break;
            case ("networking.k8s.io", "NetworkPolicy"): Put(item, Projectors.NetworkPolicy, objects.Policies, policy => policy.Name); break;
            default: objects.Skipped[item.Kind] = objects.Skipped.GetValueOrDefault(item.Kind) + 1; break;
        }
    }

    private void TakePod(ManifestObject item)
    {
        Put(item, Projectors.Pod, objects.Workloads, workload => workload.Key);
        var addresses = PodStatus.AddressesOf(item.Json);
        if (addresses.Count > 0 && item.Json["metadata"]?["name"]?.ToString() is { } name)
            objects.PodAddresses[new(item.Json["metadata"]!["namespace"]!.ToString(), name)] = addresses;
    }

    private void Put<TKey, T>(ManifestObject item, Projector<T> projector, Dictionary<TKey, T> map, Func<T, TKey> keyOf, bool namespaced = true)
        where TKey : notnull
        where T : class
    {
        Complete(item.Json, namespaced);
        var projection = projector.Project(Utf8(item.Json));
        if (projection.Value is not { } value)
        {
            report(new(Severity.Error, item.Location.ToString(), $"{item.Kind} {projection.Name.ToString().TrimStart('/')} set aside: {projection.Detail}"));
            return;
        }
        if (!map.TryAdd(keyOf(value), value))
        {
            map[keyOf(value)] = value;
            report(new(Severity.Warning, item.Location.ToString(), $"{item.Kind} {projection.Name.ToString().TrimStart('/')} is there twice; the last one counts"));
        }
    }

    /// <summary>Fills in what the API server would: a namespace, and a name where one is to be generated.</summary>
    private void Complete(JsonObject json, bool namespaced)
    {
        if (json["metadata"] is not JsonObject metadata) return;
        if (namespaced && string.IsNullOrEmpty(metadata["namespace"]?.ToString())) metadata["namespace"] = defaultNamespace;
        if (metadata["name"] is null && metadata["generateName"]?.ToString() is { Length: > 0 } stem) metadata["name"] = stem.TrimEnd('-', '.');
    }

    private static string Group(string apiVersion) => apiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? apiVersion[..slash] : "";

    private static byte[] Utf8(JsonObject json)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, AnyDepth)) json.WriteTo(writer);
        return buffer.ToArray();
    }
}
