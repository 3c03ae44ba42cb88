using CsCheck;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Sharding;

/// <summary>Generators of changes in a world so small that its objects meet often.</summary>
internal static class Changes
{
    /// <summary>All namespaces that there are.</summary>
    public static readonly string[] Namespaces = ["a", "b", "c"];

    private static readonly Gen<string> Ns = Gen.OneOf(Namespaces);
    private static readonly Gen<string> App = Gen.OneOf("1", "2");
    private static readonly Gen<ObjectName> ServiceName = Gen.Select(Ns, Gen.OneOf("s", "t"), (ns, name) => new ObjectName(ns, name));

    /// <summary>Texts that name peers, in this namespace and in others, and some that name nothing.</summary>
    private static readonly Gen<string> Text = Gen.OneOf(
        "s.a.svc.cluster.local", "http://t.b.svc.cluster.local:80/v1", "s.c:443", "s", "t:80", "t.b", "s.nowhere.svc.cluster.local",
        "w.a.pod.cluster.local", "https://api.example.com", "info");

    private static readonly Gen<Container> Container = Gen.Select(
        Text.List[0, 2], Gen.OneOf(8080, 8081), Gen.Bool, Gen.OneOf<int?>([null, null, 9000]), (texts, port, readsMap, hostPort) => new Container
        {
            Name = "main",
            Env =
            [
                .. texts.Index().Select(each => new EnvVar($"P{each.Index}_HOST", each.Item)),
                .. readsMap ? [new EnvVar("M_HOST", null, new("m", "k"))] : Array.Empty<EnvVar>(),
            ],
            Ports = [new("http", port, Protocol.TCP, hostPort)],
        });

    private static readonly Gen<PodTemplate> Template = Gen.Select(
        App, Container, Gen.Int[0, 9], Gen.OneOf("default", "sa"), (app, container, dice, account) => new PodTemplate
        {
            Labels = Labels.Of(("app", app)),
            Containers = [container],
            HostNetwork = dice == 0,
            ServiceAccountName = account,
            Annotations = dice == 1 ? Labels.Of(("prometheus.io/scrape", "true")) : Labels.Empty,
        });

    private static readonly Gen<Labels> WorkloadAnnotations = Gen.OneOf(
        Labels.Empty, Labels.Empty, Labels.Empty, Labels.Of((Annotations.Mode, "off")),
        Labels.Of((Annotations.Egress, "service:b/s 80; namespace:c")), Labels.Of((Annotations.Egress, "workload:a/deployment/w")),
        Labels.Of((Annotations.Ingress, "namespace:b 80; workload:c/pod/w")), Labels.Of((Annotations.Ingress, "not a peer at all !")));

    private static readonly Gen<WorkloadKey> Key = Gen.Select(
        Ns, Gen.OneOf("Deployment", "Deployment", "Pod", "CronJob"), Gen.OneOf("v", "w"), (ns, kind, name) => new WorkloadKey(ns, kind, name));

    private static readonly Gen<Workload> Workload = Gen.Select(
        Key, Template, Template.List[0, 1], WorkloadAnnotations, (key, template, running, annotations) => new Workload
        {
            Key = key,
            ApiVersion = "apps/v1",
            Uid = $"uid-{key}",
            Selector = WorkloadSelector.For(key.Kind, LabelSelector.Of(template.Labels), template.Labels),
            Template = template,
            RunningRevisions = key.Kind == "Pod" ? [] : running.ToValueList(),
            Annotations = annotations,
        });

    private static readonly Gen<Service> Service = Gen.Select(
        ServiceName, App, Gen.Int[0, 9], Gen.OneOf(Gen.Const((PortValue)8080), Gen.Const(PortValue.Named("http"))), Gen.Int[0, 9], (name, app, shape, target, dice) => new Service
        {
            Name = name,
            Selector = shape is 0 or 1 ? null : Labels.Of(("app", app)),
            ExternalName = shape == 0 ? (name.Name == "s" ? "t.b.svc.cluster.local" : "s.a.svc.cluster.local") : null,
            Headless = shape == 2,
            Type = shape == 3 ? ServiceType.LoadBalancer : ServiceType.ClusterIP,
            Ports = [new(null, 80, target, Protocol.TCP), .. dice > 6 ? [new ServicePort("tls", 443, 8081, Protocol.TCP)] : Array.Empty<ServicePort>()],
            Annotations = dice switch
            {
                0 => Labels.Of((Annotations.Callers, "granted"), (Annotations.Grants, "b, c/deployment/w")),
                1 => Labels.Of((Annotations.Ingress, "namespace:c 80")),
                _ => Labels.Empty,
            },
        });

    private static readonly Gen<NamespaceInfo> NamespaceInfo = Gen.Select(Ns, Gen.Int[0, 5], (ns, dice) => new NamespaceInfo(
        ns, $"uid-{ns}", Labels.Empty, dice switch
        {
            0 => Labels.Of((Annotations.Callers, "granted"), (Annotations.Grants, "a")),
            1 => Labels.Of((Annotations.Mode, "observe")),
            _ => Labels.Empty,
        }));

    private static readonly Gen<EndpointSlice> Slice = Gen.Select(ServiceName, Ns, Gen.OneOf("192.0.2.1", "192.0.2.2"), (service, other, address) =>
        new EndpointSlice(new(service.Namespace, other), service.Name, [address], [new(null, 8080, Protocol.TCP)]));

    private static readonly Gen<ConfigMap> ConfigMap = Gen.Select(Ns, Text, (ns, text) => new ConfigMap(new(ns, "m"), Labels.Of(("k", text))));

    private static readonly Gen<ServiceAccount> Account = Gen.Select(Ns, Gen.OneOf<bool?>([null, false]), (ns, mounts) => new ServiceAccount(new(ns, "sa"), mounts));

    private static readonly Gen<Route> Route = Gen.Select(Ns, ServiceName, (ns, service) =>
        new Route("Ingress", new(ns, "route"), [new(service with { Namespace = ns }, 80)]));

    private static readonly Gen<bool> IsGone = Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true)));

    /// <summary>One change of any kind.</summary>
    public static readonly Gen<Change> One = Gen.Frequency(
        (8, Gen.Select(Workload, IsGone, Gen.Bool, (workload, gone, drains) => Change.Of(workload.Key, gone ? null : workload, gone && drains && workload.Key.Kind != "Pod"))),
        (5, Gen.Select(Service, IsGone, (service, gone) => Change.Of(service.Name, gone ? null : service))),
        (2, Gen.Select(Slice, IsGone, (slice, gone) => Change.Of(slice.Name, gone ? null : slice))),
        (3, Gen.Select(ConfigMap, IsGone, (map, gone) => Change.Of(map.Name, gone ? null : map))),
        (2, NamespaceInfo.Select(Change.Of)),
        (1, Gen.Select(Account, IsGone, (account, gone) => Change.Of(account.Name, gone ? null : account))),
        (1, Gen.Select(Route, IsGone, (route, gone) => Change.Of(route.Name, gone ? null : route))));

    /// <summary>Options under which routes decide, and under which they don't.</summary>
    public static readonly Gen<PolicyOptions> Options = Gen.Bool.Select(routed => PolicyOptions.Default with { IngressOnlyWhenRouted = routed });
}
