namespace LocalKubernetes.Generation;

/// <summary>What happens to a cluster's objects in a second, on average.</summary>
public sealed record ChurnRates
{
    /// <summary>Pods that are deleted, to be replaced by their controllers.</summary>
    public double PodDeletions { get; init; }

    /// <summary>Writes to Deployments' status that no controller of policies should care for.</summary>
    public double StatusUpdates { get; init; }

    /// <summary>Deployments that get a new image.</summary>
    public double Rollouts { get; init; }

    /// <summary>Deployments that change their replicas.</summary>
    public double Scalings { get; init; }
}
