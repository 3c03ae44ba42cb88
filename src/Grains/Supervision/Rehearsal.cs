using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Supervision;

/// <summary>
/// Works a small made-up shard out and throws it away, so that a process that has just started has its code ready when it takes over the first
/// real one, which is without a grain meanwhile.
/// </summary>
internal static class Rehearsal
{
    private const string Namespace = "rehearsal";
    private static readonly string[] Names = ["one", "two"];

    /// <summary>Runs it; returns how many policies came of it.</summary>
    public static int Run(PolicyOptions options, TimeProvider time)
    {
        var shard = new Shard(options, ns => ns == Namespace, time);
        shard.Model.Set(Namespace, new NamespaceInfo(Namespace, "uid", Labels.Empty, Labels.Empty, false));
        foreach (var name in Names)
        {
            shard.Set(new WorkloadKey(Namespace, "Deployment", name), Workload(name));
            shard.Model.Set(new ObjectName(Namespace, name), new Service { Name = new(Namespace, name), Selector = Labels.Of(("app", name)), Ports = [new(null, 80, 8080, Protocol.TCP)] });
        }

        shard.Settle();
        return shard.TakeDirty().Sum(each => Work(shard.SituationOf(each.Key, each.Value, Guid.Empty, 1, Clearance.None), options));
    }

    private static int Work(Abstractions.Reconciling.WorkloadSituation situation, PolicyOptions options)
    {
        var desired = PolicySynthesizer.Synthesize(situation.Subject!, situation.Connections, options.Instance);
        return PolicyPlan.Between(situation.Key, desired, situation.Observed, options.Instance, mayNarrow: true).Changes.Count;
    }

    private static Workload Workload(string name) => new()
    {
        Key = new(Namespace, "Deployment", name),
        ApiVersion = "apps/v1",
        Uid = name,
        Selector = LabelSelector.Of(("app", name)),
        Template = new()
        {
            Labels = Labels.Of(("app", name)),
            Containers = [new() { Name = "main", Env = [.. Names.Select(other => new EnvVar($"{other}_URL", $"http://{other}.{Namespace}.svc.cluster.local:80/v1"))] }],
        },
        Generation = 1,
    };
}
