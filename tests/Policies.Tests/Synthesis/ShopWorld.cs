using CsCheck;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Synthesis;

/// <summary>A generated cluster that knows its own truth: who refers to whom, on which pod ports.</summary>
/// <param name="Snapshot">The objects.</param>
/// <param name="Truth">The pod ports for each pair of client and server that is connected.</param>
internal sealed record ShopWorld(ClusterSnapshot Snapshot, IReadOnlyDictionary<(WorkloadKey From, WorkloadKey To), SortedSet<(Protocol Protocol, int Port)>> Truth)
{
    private static readonly Gen<Link> Links = Gen.Select(
        Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 2], Gen.Int[0, 3], (from, to, port, form) => new Link(from, to, port, form));

    /// <summary>Clusters of up to twelve workloads in three namespaces, each behind a Service of two TCP ports and one of UDP.</summary>
    public static readonly Gen<ShopWorld> Any = Gen.Select(Gen.Int[2, 12], Links.List[0, 20], Gen.Bool, (count, links, named) => Of(count, links, named));

    private static ShopWorld Of(int count, List<Link> links, bool named)
    {
        var truth = new Dictionary<(WorkloadKey, WorkloadKey), SortedSet<(Protocol, int)>>();
        var env = Enumerable.Range(0, count).Select(_ => new List<EnvVar>()).ToList();
        foreach (var (index, link) in links.Index())
        {
            var (from, to) = (link.From % count, link.To % count);
            var service = ServiceOf(to, named);
            var isBare = link.Form == 3;
            env[from].Add(new($"P{index}_URL", TextOf(service, service.Ports[link.Port].Port, link.Form)));
            if (from == to) continue;
            if (!truth.TryGetValue((KeyOf(from), KeyOf(to)), out var ports)) truth[(KeyOf(from), KeyOf(to))] = ports = [];
            foreach (var port in isBare ? service.Ports : [service.Ports[link.Port]]) ports.Add((port.Protocol, PodPort(port.Port)));
        }
        return new(
            new()
            {
                Workloads = [.. Enumerable.Range(0, count).Select(index => WorkloadOf(index, env[index]))],
                Services = [.. Enumerable.Range(0, count).Select(index => ServiceOf(index, named))],
            },
            truth);
    }

    private static string TextOf(Service service, int port, int form) => form switch
    {
        0 => $"http://{service.Name.Name}.{service.Name.Namespace}.svc.cluster.local:{port}/v1",
        1 => $"{service.Name.Name}.{service.Name.Namespace}.svc:{port}",
        2 => $"amqp://user:pw@{service.Name.Name.ToUpperInvariant()}.{service.Name.Namespace}:{port}",
        _ => $"{service.Name.Name}.{service.Name.Namespace}.svc.cluster.local.",
    };

    private static Workload WorkloadOf(int index, List<EnvVar> env) => new()
    {
        Key = KeyOf(index),
        ApiVersion = "apps/v1",
        Selector = LabelSelector.Of(("app", $"w{index}")),
        Template = new()
        {
            Labels = Labels.Of(("app", $"w{index}"), ("part-of", "all")),
            Containers = [new() { Name = "main", Env = [.. env], Ports = [new("http", PodPort(80), Protocol.TCP, null), new("admin", PodPort(81), Protocol.TCP, null)] }],
        },
    };

    private static Service ServiceOf(int index, bool named) => new()
    {
        Name = new(KeyOf(index).Namespace, $"s{index}"),
        Selector = Labels.Of(("app", $"w{index}")),
        Ports = [new("a", 80, named ? PortValue.Named("http") : PodPort(80), Protocol.TCP), new("b", 81, PodPort(81), Protocol.TCP), new("c", 82, PodPort(82), Protocol.UDP)],
    };

    private static int PodPort(int port) => port + 8000;

    private static WorkloadKey KeyOf(int index) => new($"team{index % 3}", "Deployment", $"w{index}");

    private sealed record Link(int From, int To, int Port, int Form);
}
