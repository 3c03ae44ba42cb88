namespace NetpolOrleans.Scenarios;

/// <summary>What to measure, and where.</summary>
internal sealed record ScenarioOptions
{
    public int Workloads { get; init; }

    public int Namespaces { get; init; }

    public int Shards { get; init; }

    public int Rate { get; init; }

    public int Seconds { get; init; }

    public string? Kubeconfig { get; init; }

    public string? Output { get; init; }

    public string Machine { get; init; } = "";
}
