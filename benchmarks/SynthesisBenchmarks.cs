using BenchmarkDotNet.Attributes;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Sharding;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Benchmarks;

/// <summary>10,000 workloads in 200 namespaces, a Service in front of each, three references each.</summary>
[MemoryDiagnoser, SimpleJob(warmupCount: 1, iterationCount: 3)]
public class SynthesisBenchmarks
{
    private const int Workloads = 10_000;
    private const int Namespaces = 200;

    private ClusterSnapshot snapshot = new();
    private ShardModel model = new(PolicyOptions.Default);
    private int added;

    /// <summary>Makes the cluster, and a model of it that is settled.</summary>
    [GlobalSetup]
    public void Setup()
    {
        snapshot = new()
        {
            Workloads = Enumerable.Range(0, Workloads).Select(WorkloadOf).ToValueList(),
            Services = Enumerable.Range(0, Workloads).Select(ServiceOf).ToValueList(),
        };
        model = ClusterSynthesis.Load(snapshot, PolicyOptions.Default);
        model.Settle();
    }

    /// <summary>What <c>netpol synth</c> does once the manifests are read: all policies.</summary>
    [Benchmark]
    public int Synthesize() => ClusterSynthesis.Of(snapshot, PolicyOptions.Default).Sum(report => report.Policies.Count);

    /// <summary>Reading templates and resolving references, without rules.</summary>
    [Benchmark]
    public int LoadAndSettle() => ClusterSynthesis.Load(snapshot, PolicyOptions.Default).Settle().Dirty.Count;

    /// <summary>One more workload with three references, and the policies of all that it touches; it is taken out again.</summary>
    [Benchmark]
    public int AddOneWorkload()
    {
        var workload = WorkloadOf(Workloads + (added++ % 1_000));
        model.Upsert(workload);
        var policies = model.Settle().Dirty.Sum(key => WorkloadReport.Of(model.ContextOf(key)!).Policies.Count);
        model.Remove(workload.Key);
        model.Settle();
        return policies;
    }

    private static Workload WorkloadOf(int index)
    {
        int[] targets = [(index + 1) % Workloads, (index + 37) % Workloads, (index * 7) % Workloads];
        return new()
        {
            Key = new(NamespaceOf(index), "Deployment", $"w{index}"),
            ApiVersion = "apps/v1",
            Selector = LabelSelector.Of(("app", $"w{index}")),
            Template = new()
            {
                Labels = Labels.Of(("app", $"w{index}"), ("app.kubernetes.io/part-of", $"part{index % 10}")),
                Containers =
                [
                    new Container
                    {
                        Name = "main",
                        Ports = [new("http", 8080, Protocol.TCP, null)],
                        Env = targets.Select((target, which) => new EnvVar($"PEER{which}_URL", $"http://w{target}.{NamespaceOf(target)}.svc.cluster.local:80")).ToValueList(),
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
