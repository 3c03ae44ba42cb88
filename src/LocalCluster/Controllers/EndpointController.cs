using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Selection;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>EndpointSlices and Endpoints of Services that have a selector.</summary>
internal sealed class EndpointController(ObjectRegistry registry) : IController
{
    private const string ServiceName = "kubernetes.io/service-name";
    private const string ManagedBy = "endpointslice.kubernetes.io/managed-by";
    private const string Self = "endpointslice-controller.k8s.io";

    public TimeSpan Delay => TimeSpan.Zero;

    public IEnumerable<ObjectKey> KeysFor(StoreEvent happened)
    {
        var changed = happened.Current!;
        if (changed.Key.Kind == Kinds.Pods) return ServicesOf(changed).Concat(happened.Previous is { } previous ? ServicesOf(previous) : []);
        return registry.Store.KeysOf(happened, Kinds.Services);
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var service = registry.Get(key).Read();
        var selector = service.Object("spec").TextMap("selector");
        if (selector.Count == 0 || service.IsDeleting()) return null;
        var matcher = LabelSelector.OfMap(selector);
        var pods = registry.Store.Snapshot(Kinds.Pods).In(key.Namespace).Where(pod => matcher.Matches(pod.Labels))
            .Select(pod => pod.Read()).Where(pod => !pod.IsFinished() && pod.Object("status").Text("podIP") is { Length: > 0 }).ToList();
        WriteSlices(service, pods);
        WriteEndpoints(service, pods);
        return null;
    }

    private void WriteSlices(JsonObject service, List<JsonObject> pods)
    {
        var kept = new HashSet<string>();
        var groups = pods.GroupBy(pod => JsonText.ToText(EndpointPorts.Of(service, pod))).ToList();
        foreach (var ports in groups.Select(group => group.Key).DefaultIfEmpty("[]"))
        {
            var name = $"{service.Name()}-{TemplateHash.Of(ports)[..5]}";
            var slice = SliceOf(service, name, (JsonArray)JsonNode.Parse(ports)!, groups.Find(group => group.Key == ports)?.ToList() ?? []);
            Write(new ObjectKey(Kinds.EndpointSlices, service.Namespace(), name), slice, ["endpoints", "ports"]);
            kept.Add(name);
        }
        foreach (var slice in registry.Store.OwnedBy(service.Uid(), Kinds.EndpointSlices).Where(slice => !kept.Contains(slice.Key.Name)))
            registry.Delete(slice.Key);
    }

    private static JsonObject SliceOf(JsonObject service, string name, JsonArray ports, List<JsonObject> pods) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["generateName"] = service.Name() + "-",
            ["labels"] = new JsonObject { [ManagedBy] = Self, [ServiceName] = service.Name() },
            ["ownerReferences"] = new JsonArray(Meta.OwnerReference(service)),
        },
        ["addressType"] = "IPv4",
        ["endpoints"] = new JsonArray([.. pods.Select(EndpointOf)]),
        ["ports"] = ports,
    };

    private static JsonObject EndpointOf(JsonObject pod) => new()
    {
        ["addresses"] = new JsonArray(pod.Object("status").Text("podIP")),
        ["conditions"] = new JsonObject { ["ready"] = pod.IsReady() && !pod.IsDeleting(), ["serving"] = pod.IsReady(), ["terminating"] = pod.IsDeleting() },
        ["targetRef"] = TargetOf(pod),
        ["nodeName"] = pod.Object("spec").Text("nodeName"),
    };

    private void WriteEndpoints(JsonObject service, List<JsonObject> pods)
    {
        var subsets = pods.Where(pod => !pod.IsDeleting()).GroupBy(pod => JsonText.ToText(EndpointPorts.Of(service, pod))).Select(group =>
        {
            var subset = new JsonObject();
            foreach (var ready in group.GroupBy(pod => pod.IsReady()).OrderByDescending(each => each.Key))
                subset[ready.Key ? "addresses" : "notReadyAddresses"] = new JsonArray([.. ready.Select(pod => new JsonObject
                {
                    ["ip"] = pod.Object("status").Text("podIP"),
                    ["nodeName"] = pod.Object("spec").Text("nodeName"),
                    ["targetRef"] = TargetOf(pod),
                })]);
            subset["ports"] = JsonNode.Parse(group.Key);
            return subset;
        });
        var endpoints = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = service.Name(), ["labels"] = new JsonObject { ["endpoints.kubernetes.io/managed-by"] = "endpoint-controller" }, ["ownerReferences"] = new JsonArray(Meta.OwnerReference(service)) },
            ["subsets"] = new JsonArray([.. subsets]),
        };
        Write(new ObjectKey(Kinds.Endpoints, service.Namespace(), service.Name()), endpoints, ["subsets"]);
    }

    private void Write(ObjectKey key, JsonObject wanted, string[] fields)
    {
        if (registry.Store.Find(key) is null) registry.Create(key.Kind, key.Namespace, wanted);
        else
            registry.Update(key, current =>
            {
                foreach (var field in fields) current[field] = wanted[field]?.DeepClone();
                return current;
            });
    }

    private IEnumerable<ObjectKey> ServicesOf(StoredObject pod) =>
        registry.Store.Snapshot(Kinds.Services).In(pod.Key.Namespace)
            .Where(service => service.Selector is { Count: > 0 } selector && LabelSelector.OfMap(selector).Matches(pod.Labels)).Select(service => service.Key);

    private static JsonObject TargetOf(JsonObject pod) => new()
    {
        ["kind"] = "Pod",
        ["name"] = pod.Name(),
        ["namespace"] = pod.Namespace(),
        ["uid"] = pod.Uid(),
    };
}
