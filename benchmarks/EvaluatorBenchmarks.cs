using BenchmarkDotNet.Attributes;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Benchmarks;

/// <summary>
/// All pairs of 1,000 workloads in 20 namespaces under the policies that the controller writes for them; each workload
/// refers to three others, and the first ten are referred to by all.
/// </summary>
[MemoryDiagnoser, SimpleJob(warmupCount: 3, iterationCount: 10)]
public class EvaluatorBenchmarks
{
    private const int Workloads = 1_000;
    private const int Namespaces = 20;

    private ScopedPolicy[] policies = [];
    private Endpoint[] endpoints = [];
    private PolicyEvaluator evaluator = new([]);
    private PreparedEndpoint[] prepared = [];

    /// <summary>Makes the cluster and its policies.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var workloads = Enumerable.Range(0, Workloads).Select(WorkloadOf).ToValueList();
        var snapshot = new ClusterSnapshot { Workloads = workloads, Services = Enumerable.Range(0, Workloads).Select(ServiceOf).ToValueList() };
        policies = [.. ClusterSynthesis.Of(snapshot, PolicyOptions.Default).SelectMany(report => report.Policies).Select(ScopedPolicy.Of)];
        endpoints = [.. workloads.Select(workload => WorkloadEndpoint.Of(workload, null))];
        evaluator = new(policies);
        prepared = [.. endpoints.Select(evaluator.Prepare)];
    }

    /// <summary>Compiles 1,000 policies.</summary>
    [Benchmark]
    public PolicyEvaluator Compile() => new(policies);

    /// <summary>Prepares 1,000 endpoints.</summary>
    [Benchmark]
    public int Prepare() => endpoints.Sum(endpoint => evaluator.Prepare(endpoint).Endpoint.Name.Length);

    /// <summary>1,000,000 flows to one port, allowed or not.</summary>
    [Benchmark]
    public int AllPairsAllows() => Count((from, to) => evaluator.Allows(from, to, 8080, Protocol.TCP));

    /// <summary>1,000,000 pairs, all ports that are open.</summary>
    [Benchmark]
    public int AllPairsPorts() => Count((from, to) => !evaluator.Ports(from, to).IsEmpty);

    /// <summary>1,000,000 verdicts with their reasons.</summary>
    [Benchmark]
    public int AllPairsVerdicts() => Count((from, to) => evaluator.Evaluate(from, to, 8080, Protocol.TCP).Allowed);

    /// <summary>From nothing to all pairs: what <c>netpol can --all</c> does.</summary>
    [Benchmark]
    public int EverythingOnce()
    {
        var fresh = new PolicyEvaluator(policies);
        var all = endpoints.Select(fresh.Prepare).ToArray();
        return all.Sum(from => all.Count(to => !fresh.Ports(from, to).IsEmpty));
    }

    private int Count(Func<PreparedEndpoint, PreparedEndpoint, bool> holds)
    {
        var count = 0;
        foreach (var from in prepared)
            foreach (var to in prepared)
                if (holds(from, to)) count++;
        return count;
    }

    private static Workload WorkloadOf(int index)
    {
        var labels = Labels.Of(("app", $"w{index}"), ("app.kubernetes.io/part-of", $"part{index % Namespaces}"));
        int[] targets = [index % 10, (index + 37) % Workloads, (index * 7) % Workloads];
        return new()
        {
            Key = new(NamespaceOf(index), "Deployment", $"w{index}"),
            ApiVersion = "apps/v1",
            Selector = LabelSelector.Of(("app", $"w{index}")),
            Template = new()
            {
                Labels = labels,
                Containers =
                [
                    new Container
                    {
                        Name = "main",
                        Ports = [new("http", 8080, Protocol.TCP, null)],
                        Env = targets.Select(target => new EnvVar($"PEER{target}_URL", $"http://w{target}.{NamespaceOf(target)}.svc.cluster.local:80")).ToValueList(),
                    },
                ],
            },
        };
    }

    private static Service ServiceOf(int index) => new()
    {
        Name = new(NamespaceOf(index), $"w{index}"),
        Selector = Labels.Of(("app", $"w{index}")),
        Ports = [new(null, 80, PortValue.Named("http"), Protocol.TCP)],
    };

    private static string NamespaceOf(int index) => $"team{index % Namespaces}";
}
