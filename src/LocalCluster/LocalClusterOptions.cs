using LocalKubernetes.Faults;

namespace LocalKubernetes;

/// <summary>How a <see cref="LocalCluster"/> behaves.</summary>
public sealed record LocalClusterOptions
{
    /// <summary>The cluster's clock: timestamps, watch timeouts, bookmarks and all simulated delays.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Where the kubeconfig is written, with mode 0600; null takes a file of its own that is removed at the end.</summary>
    public string? KubeconfigPath { get; init; }

    /// <summary>What goes wrong from the start; null lets everything go well.</summary>
    public FaultPlan? Faults { get; init; }

    /// <summary>Whether roles and bindings count.</summary>
    public AuthorizationMode Authorization { get; init; }

    /// <summary>Serves lists as the beginning of a watch (<c>sendInitialEvents</c>). Older servers refuse that, and clients list in pages.</summary>
    public bool StreamingLists { get; init; } = true;

    /// <summary>Keeps metadata.managedFields. Switched off, objects are smaller and writes cheaper, and every apply is forced.</summary>
    public bool ManagedFields { get; init; } = true;

    /// <summary>Runs the simulated controllers and kubelets. Without them only what clients write exists.</summary>
    public bool SimulateControllers { get; init; } = true;

    /// <summary>Starts with the controllers paused; <see cref="LocalCluster.Resume"/> lets them go.</summary>
    public bool Paused { get; init; }

    /// <summary>How long a workload controller takes to react to a change.</summary>
    public TimeSpan RolloutDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>From a pod's creation to its readiness.</summary>
    public TimeSpan PodStartDelay { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>From a pod's deletion to its end; never longer than its grace period.</summary>
    public TimeSpan PodTerminationDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From a namespace's deletion to the deletion of what it holds; a real cluster takes a while to begin.</summary>
    public TimeSpan NamespaceTerminationDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a Job's pod runs before it succeeds.</summary>
    public TimeSpan JobDuration { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many changes of a kind a watch may be behind before it gets a 410.</summary>
    public int HistorySize { get; init; } = 10_000;

    /// <summary>How often watches that asked for bookmarks get one.</summary>
    public TimeSpan BookmarkInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Concurrent streams on one HTTP/2 connection.</summary>
    public int StreamsPerConnection { get; init; } = 250;

    /// <summary>Where ClusterIPs come from: an IPv4 network.</summary>
    public string ServiceCidr { get; init; } = "10.96.0.0/16";

    /// <summary>Where pod addresses come from: an IPv4 network.</summary>
    public string PodCidr { get; init; } = "10.244.0.0/16";

    /// <summary>Simulated nodes.</summary>
    public int Nodes { get; init; } = 3;
}
