using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Cli.Worlds;

/// <summary>The endpoints that there are, by the names under which a command line asks for them.</summary>
/// <param name="objects">What was read.</param>
/// <param name="defaultNamespace">The namespace of names without one.</param>
internal sealed class World(ClusterObjects objects, string defaultNamespace)
{
    /// <summary>One endpoint for each workload, in the order of their names. Pods of workloads are not listed beside them.</summary>
    public IReadOnlyList<Endpoint> Workloads { get; } = [.. Standing(objects).OrderBy(workload => workload.Key).Select(workload => EndpointOf(workload, objects))];

    /// <summary>The endpoint of a workload.</summary>
    public Endpoint EndpointOf(Workload workload) => EndpointOf(workload, objects);

    /// <summary>
    /// The workloads that the text may mean: <c>namespace/kind/name</c>, <c>kind/name</c> in the default namespace,
    /// <c>namespace/name</c>, or a name alone, wherever it is.
    /// </summary>
    public IReadOnlyList<Workload> Find(string text) => text.Split('/') switch
    {
        [var ns, var kind, var name] => Find(ns, kind, name),
        [var kind, var name] when Find(defaultNamespace, kind, name) is { Count: > 0 } found => found,
        [var ns, var name] => [.. Standing(objects).Where(workload => workload.Key.Namespace == ns && workload.Key.Name == name)],
        [var name] => [.. Standing(objects).Where(workload => workload.Key.Name == name)],
        _ => [],
    };

    /// <summary>The Service that the text means: <c>namespace/service/name</c> or <c>service/name</c> in the default namespace; null for none.</summary>
    public Service? FindService(string text) => text.Split('/') switch
    {
        [var ns, var kind, var name] when KindAliases.Means(kind, "Service") => objects.Services.GetValueOrDefault(new(ns, name)),
        [var kind, var name] when KindAliases.Means(kind, "Service") => objects.Services.GetValueOrDefault(new(defaultNamespace, name)),
        _ => null,
    };

    /// <summary>The workloads whose pods the Service selects.</summary>
    public IEnumerable<Workload> BackendsOf(Service service) => service.Selector is { IsEmpty: false } selector
        ? Standing(objects).Where(workload => workload.Key.Namespace == service.Name.Namespace
            && OrdinalLabels.Without(selector, workload.Key) is { } asked && workload.Template.Labels.Includes(asked))
        : [];

    /// <summary>The endpoint at an address: the pod that has it, or something outside the cluster.</summary>
    public Endpoint At(string address)
    {
        var pod = objects.Pods.Values.FirstOrDefault(pod => !pod.HostNetwork && pod.Addresses.Contains(address));
        return pod is not null && objects.Workloads.TryGetValue(new(pod.Name.Namespace, "Pod", pod.Name.Name), out var workload)
            ? EndpointOf(workload) with { Addresses = [address] }
            : Endpoint.External(address);
    }

    private List<Workload> Find(string ns, string kind, string name) =>
        [.. objects.Workloads.Values.Where(workload => workload.Key.Namespace == ns && workload.Key.Name == name && KindAliases.Means(kind, workload.Key.Kind))];

    /// <summary>The workloads that stand for themselves: not those that another one among them has made.</summary>
    private static IEnumerable<Workload> Standing(ClusterObjects objects)
    {
        var makers = objects.Workloads.Values.Where(workload => workload.Controller is null).ToLookup(workload => workload.Key.Namespace);
        return objects.Workloads.Values.Where(workload => workload.Controller is not { } controller
            || !objects.Manages(controller)
            || !makers[workload.Key.Namespace].Any(maker => Makes(maker, workload)));
    }

    private static bool Makes(Workload maker, Workload made) =>
        maker.Key.Kind == "CronJob" ? made.Controller!.Name == maker.Key.Name || made.Key.Name.StartsWith(maker.Key.Name + "-", StringComparison.Ordinal)
        : !maker.Selector.IsEmpty && maker.Key.Kind != "Pod" && maker.Selector.Matches(made.Template.Labels);

    private static Endpoint EndpointOf(Workload workload, ClusterObjects objects)
    {
        var endpoint = WorkloadEndpoint.Of(workload, objects.Namespaces.GetValueOrDefault(workload.Key.Namespace)?.Labels);
        return workload.Key.Kind == "Pod" && objects.Pods.TryGetValue(new(workload.Key.Namespace, workload.Key.Name), out var pod)
            ? endpoint with { Addresses = pod.Addresses }
            : endpoint;
    }
}
