namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>The counters by which a workload's status says how far its rollout is.</summary>
internal struct RolloutFields()
{
    public bool HasStatus;
    public long Generation;
    public long WantedReplicas = 1;
    public long ObservedGeneration;
    public long Replicas;
    public long Updated;
    public long Unavailable;
    public long TerminatingPods;
    public long Scheduled;
    public long UpdatedScheduled;
    public string? CurrentRevision;
    public string? UpdateRevision;

    /// <summary>
    /// Whether every pod runs the current template, by the rule of the kind. A StatefulSet whose partition holds pods back is not
    /// finished. Kinds without rollouts always are, and so is a manifest, which has neither uid nor status.
    /// </summary>
    public readonly bool Finished(string kind, bool isManifest) => kind switch
    {
        _ when isManifest && !HasStatus => true,
        "Deployment" => Observed && Updated == WantedReplicas && Replicas == WantedReplicas && Unavailable == 0 && TerminatingPods == 0,
        "StatefulSet" => Observed && (SameRevision || (Updated == WantedReplicas && Replicas == WantedReplicas)),
        "DaemonSet" => Observed && UpdatedScheduled == Scheduled,
        _ => true,
    };

    private readonly bool Observed => ObservedGeneration >= Generation;

    private readonly bool SameRevision => UpdateRevision is { Length: > 0 } && UpdateRevision == CurrentRevision;

    public void ReadStatus(ref WireReader json)
    {
        HasStatus = json.Object();
        if (!HasStatus) return;
        while (json.NextField())
        {
            if (json.Is("observedGeneration"u8)) ObservedGeneration = json.Number() ?? 0;
            else if (json.Is("replicas"u8)) Replicas = json.Number() ?? 0;
            else if (json.Is("updatedReplicas"u8)) Updated = json.Number() ?? 0;
            else if (json.Is("unavailableReplicas"u8)) Unavailable = json.Number() ?? 0;
            else if (json.Is("terminatingReplicas"u8)) TerminatingPods = json.Number() ?? 0;
            else if (json.Is("desiredNumberScheduled"u8)) Scheduled = json.Number() ?? 0;
            else if (json.Is("updatedNumberScheduled"u8)) UpdatedScheduled = json.Number() ?? 0;
            else if (json.Is("currentRevision"u8)) CurrentRevision = json.Pooled();
            else if (json.Is("updateRevision"u8)) UpdateRevision = json.Pooled();
            else json.Skip();
        }
    }
}
