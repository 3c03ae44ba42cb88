using System.Text.Json.Nodes;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>The cluster as it was, one event after the other.</summary>
internal sealed class Replay
{
    private readonly Dictionary<ObjectName, Service> services = [];
    private readonly Dictionary<ObjectName, ConfigMap> maps = [];
    private readonly Dictionary<ObjectName, RunningPod> pods = [];
    private readonly Dictionary<ObjectName, ScopedPolicy> policies = [];

    public IEnumerable<ScopedPolicy> Policies => policies.Values;

    public bool Has(ObjectName policy) => policies.ContainsKey(policy);

    public void Take(ClusterEvent each)
    {
        switch (each.Resource)
        {
            case "Service": Put(services, each, json => Projectors.Service.Project(History.Utf8(json)).Value); break;
            case "ConfigMap": Put(maps, each, json => Projectors.ConfigMap.Project(History.Utf8(json)).Value); break;
            case "NetworkPolicy": Put(policies, each, json => ScopedPolicy.Of(History.PolicyOf(json))); break;
            case "Pod": TakePod(each); break;
        }
    }

    /// <summary>The connections of a namespace for which a pod's variables call at this moment, between pods that have run since a time.</summary>
    public IEnumerable<Flow> Demands(string ns, long since) =>
        from client in pods.Values
        where client.Since <= since
        from reference in client.References
        let target = reference.Candidates.FirstOrDefault(candidate => candidate.Kind == TargetKind.Service && services.ContainsKey(candidate.Name))
        where target is not null
        let service = services[target.Name]
        where service.Selector is { IsEmpty: false }
        from server in pods.Values
        where server.Since <= since && server.Endpoint.Namespace == service.Name.Namespace && server.Endpoint.Labels.Includes(service.Selector!)
            && (client.Endpoint.Namespace == ns || server.Endpoint.Namespace == ns)
        from port in service.Ports.Where(port => target.Port is null || target.Port == port.Port)
        let number = port.TargetPort.Name is { } name ? server.Endpoint.Ports.FirstOrDefault(each => each.Name == name)?.Number : port.TargetPort.Number
        where number is not null
        select new Flow(client.Endpoint, server.Endpoint, number.Value, port.Protocol);

    private void TakePod(ClusterEvent each)
    {
        var runs = !each.IsGone && (string?)each.Object["status"]?["phase"] == "Running";
        if (!runs) pods.Remove(each.Name);
        else if (!pods.TryGetValue(each.Name, out var known)) pods[each.Name] = RunningPod.Of(each.Object, each.At, name => maps.GetValueOrDefault(new(each.Name.Namespace, name)));
        else pods[each.Name] = RunningPod.Of(each.Object, known.Since, _ => null) with { References = known.References };
    }

    private static void Put<T>(Dictionary<ObjectName, T> map, ClusterEvent each, Func<JsonObject, T?> read)
        where T : class
    {
        if (each.IsGone || read(each.Object) is not { } value) map.Remove(each.Name);
        else map[each.Name] = value;
    }
}
