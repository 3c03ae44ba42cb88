using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies;

/// <summary>What an operator can tell the brain; the defaults are those of docs/policy-semantics.md.</summary>
public sealed record PolicyOptions
{
    /// <summary>The options of a cluster that nobody configured.</summary>
    public static readonly PolicyOptions Default = new();

    /// <summary>The grammar of references, with the cluster's DNS domain.</summary>
    public ReferenceOptions References { get; init; } = ReferenceOptions.Default;

    /// <summary>The name of this installation; two of them in one cluster never touch each other's policies.</summary>
    public string Instance { get; init; } = "netpol-orleans";

    /// <summary>Namespaces whose workloads get no policies. They are still admitted as clients.</summary>
    public ValueList<string> ExcludedNamespaces { get; init; } =
    [
        "calico-apiserver", "calico-system", "cilium", "kube-flannel", "kube-node-lease", "kube-public", "kube-system", "netpol-orleans", "tigera-operator", "weave",
    ];

    /// <summary>The only namespaces that are looked at; empty for all of the cluster.</summary>
    public ValueList<string> Namespaces { get; init; } = [];

    /// <summary>What happens to workloads that say nothing themselves.</summary>
    public Mode Mode { get; init; } = Mode.Enforce;

    /// <summary>Whether namespaces and workloads may only raise the mode (off, observe, enforce), never lower it.</summary>
    public bool LockModes { get; init; }

    /// <summary>Whether every cross-namespace client must be granted; namespaces and Services may only tighten this.</summary>
    public bool RequireGrants { get; init; }

    /// <summary>Whether ingress controllers reach every workload, or only those behind a route, on the routed ports.</summary>
    public bool IngressOnlyWhenRouted { get; init; }

    /// <summary>Whether nodes may reach the probes' ports, for CNIs that block the kubelet otherwise.</summary>
    public bool OpenProbesToNodes { get; init; }

    /// <summary>The nodes' address ranges; empty to use the addresses of the nodes themselves.</summary>
    public ValueList<string> NodeCidrs { get; init; } = [];

    /// <summary>Whether Pods that nothing else could select get a label of ours (<see cref="PodLabel"/>).</summary>
    public bool LabelPods { get; init; }

    /// <summary>The name servers of pods' resolv.conf: the Service that has one as its address is cluster DNS, wherever it is.</summary>
    public ValueList<string> Resolvers { get; init; } = [];

    /// <summary>Cluster DNS: its pods and addresses with their ports; empty for what is found in the cluster, or else assumed.</summary>
    public ValueList<Allowance> Dns { get; init; } = [];

    /// <summary>The API server's addresses with their ports; empty for what is found in the cluster.</summary>
    public ValueList<Allowance> ApiServer { get; init; } = [];

    /// <summary>Further namespaces in which the labels of ingress controllers count.</summary>
    public ValueList<string> IngressNamespaces { get; init; } = [];

    /// <summary>Whether somebody answers lookups of Pods by name or address; without it they count as absent.</summary>
    public bool LooksUpPods { get; init; }

    /// <summary>Who scrapes metrics where annotations ask for it.</summary>
    public ValueList<Infrastructure> Scrapers { get; init; } =
    [
        new("prometheus", ["monitoring", "prometheus"], LabelSelector.Of(("app.kubernetes.io/name", "prometheus"))),
        new("prometheus server", ["monitoring", "prometheus"], LabelSelector.Of(("app", "prometheus"))),
    ];

    /// <summary>The kinds that make pods: those of Kubernetes, and those that the operator has described.</summary>
    public ValueList<ManagedKind> Kinds { get; init; } = ManagedKind.BuiltIn;

    /// <summary>The names of <see cref="Kinds"/>, as declarations spell them.</summary>
    public IEnumerable<string> KindNames => Kinds.Select(kind => kind.Name);
}
