namespace LocalKubernetes.Generation;

/// <summary>How large a generated cluster is and what it looks like. The same shape gives the same objects.</summary>
public sealed record WorkloadShape
{
    /// <summary>What decides about everything that is drawn.</summary>
    public int Seed { get; init; }

    /// <summary>How many namespaces: "gen-000", "gen-001", ….</summary>
    public int Namespaces { get; init; } = 10;

    /// <summary>How many workloads there are in all, spread evenly over the namespaces.</summary>
    public int Workloads { get; init; } = 100;

    /// <summary>How many pods a workload wants at most; each wants one at least.</summary>
    public int MaxReplicas { get; init; } = 3;

    /// <summary>How many other workloads' Services a workload names at most.</summary>
    public int MaxReferences { get; init; } = 3;

    /// <summary>The share of references that leave their namespace.</summary>
    public double CrossNamespace { get; init; } = 0.2;

    /// <summary>The share of workloads that aren't Deployments: StatefulSets, DaemonSets and CronJobs in turns.</summary>
    public double OtherKinds { get; init; } = 0.15;

    /// <summary>The share of workloads without a Service; nobody names them.</summary>
    public double Clients { get; init; } = 0.2;

    /// <summary>The share of namespaces that hold a NetworkPolicy of their own, which nobody manages.</summary>
    public double ForeignPolicies { get; init; } = 0.1;

    /// <summary>The forms that references take, in turns.</summary>
    public IReadOnlyList<ReferenceForm> Forms { get; init; } = Enum.GetValues<ReferenceForm>();

    /// <summary>Annotations fill each workload's JSON up to about this size; 0 adds none.</summary>
    public int BytesPerWorkload { get; init; }
}
