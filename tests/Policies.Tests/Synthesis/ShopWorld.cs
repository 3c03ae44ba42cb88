using CsCheck;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Synthesis;

/// <summary>A generated cluster that knows its own truth: who refers to whom, on which pod ports, and who consents.</summary>
/// <param name="Snapshot">The objects.</param>
/// <param name="Sent">The pod ports that each client may use of each server, as far as its own side decides.</param>
/// <param name="Refused">The pairs that the server's side turns away for want of a grant.</param>
internal sealed record ShopWorld(
    ClusterSnapshot Snapshot,
    IReadOnlyDictionary<(WorkloadKey From, WorkloadKey To), SortedSet<(Protocol Protocol, int Port)>> Sent,
    IReadOnlySet<(WorkloadKey From, WorkloadKey To)> Refused)
{
    private const string GrantedNamespace = "team0";

    private static readonly Gen<Link> Links = Gen.Select(
        Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 2], Gen.Enum<Form>(), Gen.Bool, (from, to, port, form, old) => new Link(from, to, port, form, old));

    /// <summary>
    /// Clusters of up to twelve workloads in three namespaces, each behind a Service of two TCP ports and one of UDP, a headless one, and an alias in the
    /// next namespace; some admit clients of one other namespace only. What old revisions of workloads name counts as well.
    /// </summary>
    public static readonly Gen<ShopWorld> Any = Gen.Select(Gen.Int[2, 12], Links.List[0, 24], Gen.Bool, Gen.Int[0, 11].List[0, 3], (count, links, named, closed) => Of(count, links, named, [.. closed]));

    private enum Form
    {
        Url,
        Qualified,
        Short,
        WithoutPort,
        Alias,
        Headless,
        MissingPort,
        PodOfPlainService,
        NobodysName,
    }

    private static ShopWorld Of(int count, List<Link> links, bool named, HashSet<int> closed)
    {
        var sent = new Dictionary<(WorkloadKey, WorkloadKey), SortedSet<(Protocol, int)>>();
        var env = Enumerable.Range(0, 2 * count).Select(_ => new List<EnvVar>()).ToList();
        foreach (var (index, link) in links.Index())
        {
            var (from, to) = (link.From % count, link.To % count);
            var service = ServiceOf(to, named, closed.Contains(to));
            env[from + (link.IsOld ? count : 0)].Add(new($"P{index}_URL", TextOf(service, to, service.Ports[link.Port].Port, link.Form)));
            if (from == to || link.Form >= Form.MissingPort) continue;
            if (!sent.TryGetValue((KeyOf(from), KeyOf(to)), out var ports)) sent[(KeyOf(from), KeyOf(to))] = ports = [];
            foreach (var port in link.Form == Form.WithoutPort ? service.Ports : [service.Ports[link.Port]]) ports.Add((port.Protocol, PodPort(port.Port)));
        }
        return new(
            new()
            {
                Workloads = [.. Enumerable.Range(0, count).Select(index => WorkloadOf(index, env[index], env[index + count]))],
                Services = [.. Enumerable.Range(0, count).SelectMany(index => new[] { ServiceOf(index, named, closed.Contains(index)), HeadlessOf(index), AliasOf(index) }), .. Decoys()],
            },
            sent,
            sent.Keys.Where(pair => closed.Any(index => KeyOf(index) == pair.Item2) && pair.Item1.Namespace != pair.Item2.Namespace && pair.Item1.Namespace != GrantedNamespace).ToHashSet());
    }

    private static string TextOf(Service service, int index, int port, Form form) => form switch
    {
        Form.Url => $"http://{service.Name.Name}.{service.Name.Namespace}.svc.cluster.local:{port}/v1",
        Form.Qualified => $"{service.Name.Name}.{service.Name.Namespace}.svc:{port}",
        Form.Short => $"amqp://user:pw@{service.Name.Name.ToUpperInvariant()}.{service.Name.Namespace}:{port}",
        Form.Alias => $"http://{AliasOf(index).Name.Name}.{AliasOf(index).Name.Namespace}.svc:{port}",
        Form.Headless => $"http://w-0.{HeadlessOf(index).Name.Name}.{HeadlessOf(index).Name.Namespace}.svc.cluster.local:{PodPort(port)}",
        Form.MissingPort => $"http://{service.Name.Name}.{service.Name.Namespace}.svc:9999",
        Form.PodOfPlainService => $"http://w-0.{service.Name.Name}.{service.Name.Namespace}.svc:{port}",
        Form.NobodysName => $"http://nobody.{service.Name.Namespace}.svc:{port}",
        _ => $"{service.Name.Name}.{service.Name.Namespace}.svc.cluster.local.",
    };

    private static Workload WorkloadOf(int index, List<EnvVar> env, List<EnvVar> formerEnv) => new()
    {
        Key = KeyOf(index),
        ApiVersion = "apps/v1",
        Selector = LabelSelector.Of(("app", $"w{index}")),
        Template = TemplateOf(index, env),
        RunningRevisions = formerEnv.Count == 0 ? [] : [TemplateOf(index, formerEnv)],
    };

    private static PodTemplate TemplateOf(int index, List<EnvVar> env) => new()
    {
        Labels = Labels.Of(("app", $"w{index}"), ("part-of", "all")),
        Containers = [new() { Name = "main", Env = [.. env], Ports = [new("http", PodPort(80), Protocol.TCP, null), new("admin", PodPort(81), Protocol.TCP, null)] }],
    };

    private static Service ServiceOf(int index, bool named, bool closed) => new()
    {
        Name = new(KeyOf(index).Namespace, $"s{index}"),
        Selector = Labels.Of(("app", $"w{index}")),
        Ports = [new("a", 80, named ? PortValue.Named("http") : PodPort(80), Protocol.TCP), new("b", 81, PodPort(81), Protocol.TCP), new("c", 82, PodPort(82), Protocol.UDP)],
        Annotations = closed ? Labels.Of((Annotations.Callers, "granted"), (Annotations.Grants, GrantedNamespace)) : Labels.Empty,
    };

    private static Service HeadlessOf(int index) => new()
    {
        Name = new(KeyOf(index).Namespace, $"h{index}"),
        Headless = true,
        Selector = Labels.Of(("app", $"w{index}")),
        Ports = [new("c", PodPort(82), PodPort(82), Protocol.UDP)],
    };

    private static Service AliasOf(int index) => new()
    {
        Name = new(KeyOf(index + 1).Namespace, $"a{index}"),
        ExternalName = $"s{index}.{KeyOf(index).Namespace}.svc.cluster.local",
    };

    /// <summary>Headless Services that are called like namespaces: <c>s1.team1</c> means the Service of that namespace all the same.</summary>
    private static IEnumerable<Service> Decoys() =>
        from ns in Enumerable.Range(0, 3)
        from name in Enumerable.Range(0, 3)
        select HeadlessOf(ns) with { Name = new(KeyOf(ns).Namespace, KeyOf(name).Namespace) };

    private static int PodPort(int port) => port + 8000;

    private static WorkloadKey KeyOf(int index) => new($"team{index % 3}", "Deployment", $"w{index}");

    private sealed record Link(int From, int To, int Port, Form Form, bool IsOld);
}
