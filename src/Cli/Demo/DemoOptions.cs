using LocalKubernetes.Faults;

namespace NetpolOrleans.Cli.Demo;

/// <summary>What the demo was asked for.</summary>
internal sealed record DemoOptions
{
    /// <summary>Whether to end when every policy is there.</summary>
    public bool Once { get; init; }

    /// <summary>Whether to leave the shop out.</summary>
    public bool Empty { get; init; }

    /// <summary>Where the kubeconfig goes; null for a temporary file.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The API server's port; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether the controller's log is shown.</summary>
    public bool Verbose { get; init; }

    /// <summary>What goes wrong in the cluster; null lets everything go well.</summary>
    public FaultPlan? Faults { get; init; }
}
