using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Cli.Worlds;

/// <summary>The endpoints that there are, by the names under which a command line asks for them.</summary>
internal sealed class World
{
    private readonly ClusterObjects objects;
    private readonly string defaultNamespace;
    private readonly Dictionary<string, Labels> namespaces;

    private World(ClusterObjects objects, string defaultNamespace)
    {
        this.objects = objects;
        this.defaultNamespace = defaultNamespace;
        namespaces = objects.Namespaces.GroupBy(ns => ns.Name).ToDictionary(group => group.Key, group => group.Last().Labels);
        Workloads = [.. objects.Workloads.Where(workload => workload.Controller is null || !Controls(workload.Controller)).Select(EndpointOf)
            .DistinctBy(endpoint => endpoint.Name).OrderBy(endpoint => endpoint.Name, StringComparer.Ordinal)];
    }

    /// <summary>The workloads that nothing among the objects controls, in the order of their names.</summary>
    public IReadOnlyList<Endpoint> Workloads { get; }

    /// <summary>The world of these objects.</summary>
    public static World Of(ClusterObjects objects, string defaultNamespace) => new(objects, defaultNamespace);

    /// <summary>The endpoint of a workload.</summary>
    public Endpoint EndpointOf(Workload workload)
    {
        var endpoint = WorkloadEndpoint.Of(workload, namespaces.GetValueOrDefault(workload.Key.Namespace));
        return workload.Key.Kind == "Pod" && PodOf(workload.Key) is { } pod ? endpoint with { Addresses = pod.Addresses } : endpoint;
    }

    /// <summary>
    /// The workloads that the text may mean: <c>namespace/kind/name</c>, <c>kind/name</c> in the default namespace, or
    /// a name alone, wherever it is.
    /// </summary>
    public IReadOnlyList<Workload> Find(string text) => text.Split('/') switch
    {
        [var ns, var kind, var name] => Find(ns, kind, name),
        [var kind, var name] when Find(defaultNamespace, kind, name) is { Count: > 0 } found => found,
        [var ns, var name] => [.. objects.Workloads.Where(workload => workload.Key.Namespace == ns && workload.Key.Name == name)],
        [var name] => [.. objects.Workloads.Where(workload => workload.Key.Name == name)],
        _ => [],
    };

    /// <summary>The Services that the text may mean: <c>namespace/service/name</c> or <c>service/name</c> in the default namespace.</summary>
    public Service? FindService(string text) => text.Split('/') switch
    {
        [var ns, var kind, var name] when KindAliases.Means(kind, "Service") => Service(ns, name),
        [var kind, var name] when KindAliases.Means(kind, "Service") => Service(defaultNamespace, name),
        _ => null,
    };

    /// <summary>The workloads whose pods the Service selects.</summary>
    public IEnumerable<Workload> BackendsOf(Service service) => service.Selector is { IsEmpty: false } selector
        ? objects.Workloads.Where(workload => workload.Key.Namespace == service.Name.Namespace && workload.Template.Labels.Includes(selector)
            && (workload.Controller is null || !Controls(workload.Controller)))
        : [];

    /// <summary>The endpoint at an address: the pod that has it, or something outside the cluster.</summary>
    public Endpoint At(string address)
    {
        var pod = objects.Pods.Find(pod => pod.Addresses.Contains(address));
        var workload = pod is null ? null : objects.Workloads.Find(workload => workload.Key == new WorkloadKey(pod.Name.Namespace, "Pod", pod.Name.Name));
        return workload is null ? Endpoint.External(address) : EndpointOf(workload) with { Addresses = [address] };
    }

    private List<Workload> Find(string ns, string kind, string name) =>
        [.. objects.Workloads.Where(workload => workload.Key.Namespace == ns && workload.Key.Name == name && KindAliases.Means(kind, workload.Key.Kind))];

    private Service? Service(string ns, string name) => objects.Services.Find(service => service.Name == new ObjectName(ns, name));

    private PodAddress? PodOf(WorkloadKey key) => objects.Pods.Find(pod => pod.Name.Namespace == key.Namespace && pod.Name.Name == key.Name);

    private bool Controls(OwnerRef owner) => objects.Workloads.Exists(workload => workload.Key.Kind == owner.Kind && workload.Key.Name == owner.Name);
}
