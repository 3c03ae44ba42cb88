using System.Diagnostics;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Failover.Tests.Observing;

/// <summary>
/// The observer of invariant I2, for runs with many writes: after every write of a policy, is anything denied that a running pod calls for and
/// that was allowed before? It looks at the connections only that the written policy can concern.
/// </summary>
internal sealed class Cuts
{
    private const int Port = 8080;

    /// <summary>A policy knows what its author had heard of: pods that came in the same moment are not held against a first one.</summary>
    private static readonly long Grace = 2 * Stopwatch.Frequency;

    private readonly Dictionary<ObjectName, Labels> services = [];
    private readonly Dictionary<ObjectName, (Endpoint Endpoint, ValueList<ObjectName> Calls, long Since)> pods = [];
    private readonly Dictionary<string, HashSet<ObjectName>> byNamespace = new(StringComparer.Ordinal);
    private readonly Dictionary<ObjectName, HashSet<ObjectName>> clients = [];
    private readonly Dictionary<string, Dictionary<ObjectName, PolicySpec>> policies = new(StringComparer.Ordinal);

    /// <summary>Each connection that was cut, with the write that did it.</summary>
    public static IReadOnlyList<string> In(IEnumerable<Moment> moments)
    {
        var observer = new Cuts();
        return [.. moments.SelectMany(observer.Take)];
    }

    private IEnumerable<string> Take(Moment moment)
    {
        switch (moment)
        {
            case Observing.Moment.OfService { Selector: { IsEmpty: false } selector }: services[moment.Name] = selector; break;
            case Observing.Moment.OfService: services.Remove(moment.Name); break;
            case Observing.Moment.OfPod { Endpoint: { } endpoint } pod: Put(moment.Name, endpoint, pod.Calls, moment.At); break;
            case Observing.Moment.OfPod: Remove(moment.Name); break;
            case Observing.Moment.OfPolicy policy: return [.. Judge(policy)];
        }

        return [];
    }

    private IEnumerable<string> Judge(Moment.OfPolicy write)
    {
        if (!policies.TryGetValue(write.Name.Namespace, out var here)) policies[write.Name.Namespace] = here = [];
        var before = here.GetValueOrDefault(write.Name);
        var concerned = In(write.Name.Namespace).Where(pod => Selects(before, pod.Endpoint) || Selects(write.Spec, pod.Endpoint)).Select(pod => pod.Endpoint).ToList();
        var flows = concerned.SelectMany(pod => FlowsOf(pod, before is null ? write.At - Grace : write.At)).Distinct().ToList();
        var allowedBefore = flows.Where(flow => Verdict(flow).Allowed).ToList();
        if (write.Spec is null) here.Remove(write.Name);
        else here[write.Name] = write.Spec;
        foreach (var flow in allowedBefore)
            if (Verdict(flow) is { Allowed: false } denied) yield return $"version {write.Version} of {write.Name}{(write.Spec is null ? " (deleted)" : "")}: {denied}";
    }

    /// <summary>The connections that a pod calls for, and those that others call for to it.</summary>
    private IEnumerable<Flow> FlowsOf(Endpoint pod, long since)
    {
        var self = In(pod.Namespace!).FirstOrDefault(each => ReferenceEquals(each.Endpoint, pod));
        if (self.Since > since) yield break;
        foreach (var service in self.Calls)
            if (services.TryGetValue(service, out var selector))
                foreach (var server in In(service.Namespace).Where(each => each.Since <= since && each.Endpoint.Labels.Includes(selector)))
                    yield return new(pod, server.Endpoint, Port, Protocol.TCP);
        foreach (var (service, _) in services.Where(each => each.Key.Namespace == pod.Namespace && pod.Labels.Includes(each.Value)))
            foreach (var client in clients.GetValueOrDefault(service) ?? [])
                if (pods.TryGetValue(client, out var calling) && calling.Since <= since) yield return new(calling.Endpoint, pod, Port, Protocol.TCP);
    }

    private void Put(ObjectName name, Endpoint endpoint, ValueList<ObjectName> calls, long at)
    {
        Remove(name);
        pods[name] = (endpoint, calls, at);
        Set(byNamespace, endpoint.Namespace!).Add(name);
        foreach (var service in calls) Set(clients, service).Add(name);
    }

    private void Remove(ObjectName name)
    {
        if (!pods.Remove(name, out var pod)) return;
        byNamespace[pod.Endpoint.Namespace!].Remove(name);
        foreach (var service in pod.Calls) clients[service].Remove(name);
    }

    private IEnumerable<(Endpoint Endpoint, ValueList<ObjectName> Calls, long Since)> In(string ns) => (byNamespace.GetValueOrDefault(ns) ?? []).Select(name => pods[name]);

    private static HashSet<ObjectName> Set<TKey>(Dictionary<TKey, HashSet<ObjectName>> sets, TKey key)
        where TKey : notnull => sets.TryGetValue(key, out var set) ? set : sets[key] = [];

    private Verdict Verdict(Flow flow) => new PolicyEvaluator(Selecting(flow.From).Concat(Selecting(flow.To)).DistinctBy(policy => policy.Name)).Evaluate(flow);

    private IEnumerable<ScopedPolicy> Selecting(Endpoint pod) =>
        (policies.GetValueOrDefault(pod.Namespace!) ?? []).Where(each => Selects(each.Value, pod)).Select(each => new ScopedPolicy(each.Key, each.Value));

    private static bool Selects(PolicySpec? policy, Endpoint pod) => policy is not null && policy.PodSelector.Matches(pod.Labels);
}
