using System.Text.Json;
using System.Text.Json.Nodes;
using NetpolOrleans.Cli.Manifests;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Cli.Worlds;

/// <summary>Projects objects to records. A bad object is reported and set aside; a kind that no policy depends on is counted.</summary>
/// <param name="objects">Where the records go.</param>
/// <param name="defaultNamespace">The namespace of namespaced objects that name none.</param>
/// <param name="report">Called for each object that is set aside.</param>
internal sealed class ObjectIntake(ClusterObjects objects, string defaultNamespace, Action<Diagnostic> report)
{
    private const string Extensions = "extensions"; // where Deployments and the like were before Kubernetes 1.16
    private const string GatewayApi = "gateway.networking.k8s.io";

    private static readonly JsonWriterOptions AnyDepth = new() { MaxDepth = 10_000 };

    /// <summary>Takes one object.</summary>
    public void Take(ManifestObject item)
    {
        if (Workloads(item) is { } workloads) Put(item, workloads, objects.Workloads, workload => workload.Key);
        else if (Routes(item) is { } routes) Put(item, routes, objects.Routes, route => (route.Kind, route.Name));
        else if (ApiBackends(item) is { } backends) Put(item, backends, objects.ApiBackends, _ => (item.Kind, item.Name));
        else TakeOther(item);
    }

    private Projector<Workload>? Workloads(ManifestObject item) => (item.Group, item.Kind) switch
    {
        ("apps" or Extensions, "Deployment") => Projectors.Deployment,
        ("apps", "StatefulSet") => Projectors.StatefulSet,
        ("apps" or Extensions, "DaemonSet") => Projectors.DaemonSet,
        ("apps" or Extensions, "ReplicaSet") => Projectors.ReplicaSet,
        ("", "ReplicationController") => Projectors.ReplicationController,
        ("batch", "Job") => Projectors.Job,
        ("batch", "CronJob") => Projectors.CronJob,
        var (group, kind) => objects.CustomKinds.FirstOrDefault(each => each.Resource.Group == group && each.Resource.Kind == kind) is { } custom
            ? Projectors.Custom(custom)
            : null,
    };

    private static Projector<Route>? Routes(ManifestObject item) => (item.Group, item.Kind) switch
    {
        ("networking.k8s.io", "Ingress") => Projectors.Ingress,
        (GatewayApi, "HTTPRoute") => Projectors.HttpRoute,
        (GatewayApi, "GRPCRoute") => Projectors.GrpcRoute,
        (GatewayApi, "TCPRoute") => Projectors.TcpRoute,
        (GatewayApi, "TLSRoute") => Projectors.TlsRoute,
        (GatewayApi, "UDPRoute") => Projectors.UdpRoute,
        _ => null,
    };

    private static Projector<ApiBackends>? ApiBackends(ManifestObject item) => item.Kind switch
    {
        "ValidatingWebhookConfiguration" => Projectors.ValidatingWebhook,
        "MutatingWebhookConfiguration" => Projectors.MutatingWebhook,
        "APIService" => Projectors.ApiService,
        "CustomResourceDefinition" => Projectors.CustomResourceDefinition,
        _ => null,
    };

    private void TakeOther(ManifestObject item)
    {
        switch (item.Group, item.Kind)
        {
            case ("", "Pod"):
                Put(item, Projectors.Pod, objects.Workloads, workload => workload.Key);
                Put(item, Projectors.PodAddress, objects.Pods, pod => pod.Name, isFirst: false);
                break;
            case ("", "Service"): Put(item, Projectors.Service, objects.Services, service => service.Name); break;
            case ("", "Namespace"): Put(item, Projectors.Namespace, objects.Namespaces, ns => ns.Name); break;
            case ("", "ConfigMap"): Put(item, Projectors.ConfigMap, objects.ConfigMaps, map => map.Name); break;
            case ("", "ServiceAccount"): Put(item, Projectors.ServiceAccount, objects.ServiceAccounts, account => account.Name); break;
            case ("discovery.k8s.io", "EndpointSlice"): Put(item, Projectors.EndpointSlice, objects.Slices, slice => slice.Name); break;
            case ("", "Node"): Put(item, Projectors.Node, objects.Nodes, node => node.Name); break;
            case (GatewayApi, "Gateway"): Put(item, Projectors.Gateway, objects.Gateways, gateway => gateway.Name); break;
            case (GatewayApi, "GatewayClass"): Put(item, Projectors.GatewayClass, objects.GatewayClasses, each => each.Name); break;
            case ("networking.k8s.io", "IngressClass"): Put(item, Projectors.IngressClass, objects.IngressClasses, each => each.Name); break;
            case ("networking.k8s.io" or Extensions, "NetworkPolicy"): Put(item, Projectors.NetworkPolicy, objects.Policies, policy => policy.Name); break;
            case ("", "Endpoints"): Put(item, Projectors.Endpoints, objects.Endpoints, _ => new(item.Namespace, item.Name)); break;
            case ("", "Secret") when objects.ReadsSecrets: Put(item, Projectors.Secret, objects.Secrets, secret => secret.Name); break;
            default: Skip(item); break;
        }
    }

    private void Skip(ManifestObject item)
    {
        objects.Skipped[item.Kind] = objects.Skipped.GetValueOrDefault(item.Kind) + 1;
        if (item.Json["spec"] is JsonObject spec && spec["template"] is JsonObject template && template["spec"] is JsonObject pod && pod["containers"] is JsonArray)
            objects.Templated.Add($"{item.ApiVersion}/{item.Kind}");
    }

    private void Put<TKey, T>(ManifestObject item, Projector<T> projector, Dictionary<TKey, T> map, Func<T, TKey> keyOf, bool isFirst = true)
        where TKey : notnull
        where T : class
    {
        item.Complete(defaultNamespace);
        var projection = projector.Project(Utf8(item.Json));
        if (projection.Value is not { } value)
        {
            if (isFirst) report(new(projection.Reason == SetAsideReason.NoTemplate ? Severity.Warning : Severity.Error, item.Location.ToString(), $"{item} set aside: {projection.Detail}"));
            return;
        }
        var key = keyOf(value);
        if (map.TryAdd(key, value)) return;
        map[key] = value;
        if (isFirst) report(new(Severity.Warning, item.Location.ToString(), $"{item} is there twice; the last one counts"));
    }

    private static byte[] Utf8(JsonObject json)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, AnyDepth)) json.WriteTo(writer);
        return buffer.ToArray();
    }
}
