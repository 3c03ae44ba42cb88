using System.ComponentModel.DataAnnotations;
using k8s;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// How a silo finds and keeps its cluster in the Kubernetes API. What is null here and has a name in brackets is read from that environment
/// variable, which the pod's manifest fills through the downward API.
/// </summary>
public sealed class KubernetesClusteringOptions
{
    /// <summary>The cluster's name, one DNS label. Silos of one name in one namespace are one cluster; its table is the ConfigMap <c>orleans-NAME</c>.</summary>
    [Required, RegularExpression("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?", ErrorMessage = "ClusterId must be a DNS label of at most 40 characters: lower-case letters, digits and inner hyphens")]
    public string? ClusterId { get; set; }

    /// <summary>Orleans' service id, which outlives clusters. The cluster's name by default.</summary>
    public string? ServiceId { get; set; }

    /// <summary>The namespace of the table, the leases and the pods. [POD_NAMESPACE, else the service account's]</summary>
    [Required(ErrorMessage = "Namespace is unknown: set it, or POD_NAMESPACE from metadata.namespace")]
    public string? Namespace { get; set; }

    /// <summary>This silo's name, unique among the living. The pod's name by default, else the machine's.</summary>
    [Required]
    public string? SiloName { get; set; }

    /// <summary>This silo's pod; null where the silo is no pod, and then its row is never reaped for want of a pod. [POD_NAME]</summary>
    public string? PodName { get; set; }

    /// <summary>This pod's uid, which tells it from its namesakes before and after. [POD_UID]</summary>
    public string? PodUid { get; set; }

    /// <summary>The address that other silos connect to, IPv4 or IPv6. Null leaves the choice to Orleans. [POD_IP]</summary>
    [IpAddress]
    public string? PodIP { get; set; }

    /// <summary>The port that silos listen on, for each other only; there is no client gateway.</summary>
    [Range(1, 65535)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>What silos must agree on to work together. A silo that speaks another protocol than the living ones refuses to start.</summary>
    [Required, MaxLength(100)]
    public string Protocol { get; set; } = "1";

    /// <summary>How long one request to the API server may take before it counts as failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often this silo reads the table to know that it is still a member. Costs one GET per silo and period.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan PollPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How old the last such reading may be for <see cref="ISiloFence.MayWrite"/>. Keep it above twice <see cref="PollPeriod"/>, and below the
    /// time that the others need to declare a frozen silo dead (7.5 s as shipped).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan FenceTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a running silo goes without a trustworthy table, while the API server answers, before it stops itself.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TableLossTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a starting silo keeps trying to reach the table before it gives up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan JoinTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often running silos look for rows whose pod is gone.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ReapPeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether pods are looked up at all. False needs no right on pods, and leaves the dead of a full restart to Orleans' own probes.</summary>
    public bool ReapDeadPods { get; set; } = true;

    /// <summary>Whether to set Orleans' failure detection and grain directory as <see cref="FailureDetection"/> has them.</summary>
    public bool TuneFailureDetection { get; set; } = true;

    /// <summary>The API client. By default one from the pod's service account, else from the ambient kubeconfig.</summary>
    public Func<IServiceProvider, IKubernetes>? Client { get; set; }
}
