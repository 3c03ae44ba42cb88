namespace NetpolOrleans.Policies.Objects;

/// <summary>The annotations that we read and write; all under <c>netpol-orleans.io/</c>.</summary>
public static class Annotations
{
    /// <summary>What all of our annotations start with.</summary>
    public const string Prefix = "netpol-orleans.io/";

    /// <summary><c>off</c>, <c>observe</c> or <c>enforce</c>; on a workload or a namespace.</summary>
    public const string Mode = Prefix + "mode";

    /// <summary>Declared egress peers; on a workload.</summary>
    public const string Egress = Prefix + "egress";

    /// <summary>Declared ingress peers; on a workload or a Service.</summary>
    public const string Ingress = Prefix + "ingress";

    /// <summary><c>auto</c> or <c>granted</c>; on a namespace or a Service.</summary>
    public const string Callers = Prefix + "callers";

    /// <summary>The clients of other namespaces that are admitted under <c>granted</c>; on a namespace or a Service.</summary>
    public const string Grants = Prefix + "grants";

    /// <summary><c>default-deny</c>; on a namespace.</summary>
    public const string Baseline = Prefix + "baseline";

    /// <summary>Pods that the baseline may isolate although no policy says what they need, as <c>kind/name, …</c>; on a namespace.</summary>
    public const string BaselineAccepts = Prefix + "baseline-accepts";

    /// <summary>On our policies: the workload that the policy is for, as <c>Kind/name</c>.</summary>
    public const string Workload = Prefix + "workload";

    /// <summary>On our policies: the workload's uid.</summary>
    public const string WorkloadUid = Prefix + "workload-uid";

    /// <summary>On our policies: the controller instance that keeps it.</summary>
    public const string Instance = Prefix + "instance";

    /// <summary>On our policies: what lingers, as JSON.</summary>
    public const string Lingering = Prefix + "lingering";
}
