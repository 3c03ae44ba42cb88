using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using NetpolOrleans.Policies;

namespace NetpolOrleans.Silo.Configuration;

/// <summary>
/// Everything that an operator can set: as <c>--http-port</c> on the command line, as <c>NETPOL_HTTP_PORT</c> in the environment, as
/// <c>Netpol:HttpPort</c> in appsettings.json, the first that is there. Lists are separated by commas.
/// </summary>
public sealed class SiloOptions
{
    /// <summary>The section of appsettings.json.</summary>
    public const string Section = "Netpol";

    /// <summary>The port of /livez, /readyz and /metrics.</summary>
    [Range(0, 65535), Description("Port of /livez, /readyz and /metrics; 0 takes a free one")]
    public int HttpPort { get; set; } = 8080;

    /// <summary>The port on which replicas talk to each other.</summary>
    [Range(0, 65535), Description("Port on which replicas talk to each other; 0 takes a free one")]
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port for Orleans clients from outside; nothing of ours needs it.</summary>
    [Range(0, 65535), Description("Port for Orleans clients, with --clustering localhost; 0, the default, opens none")]
    public int GatewayPort { get; set; }

    /// <summary>How replicas find each other.</summary>
    [Description("How replicas find each other: localhost (one replica) or kubernetes")]
    public ClusteringMode Clustering { get; set; } = ClusteringMode.Localhost;

    /// <summary>The kubeconfig.</summary>
    [Description("Path of a kubeconfig; otherwise KUBECONFIG, ~/.kube/config, the Pod's ServiceAccount")]
    public string? Kubeconfig { get; set; }

    /// <summary>The kubeconfig's context.</summary>
    [Description("Context of the kubeconfig; otherwise its current one")]
    public string? Context { get; set; }

    /// <summary>A further settings file.</summary>
    [Description("Path of a further file in the form of appsettings.json; its log levels are read again whenever it changes")]
    public string? SettingsFile { get; set; }

    /// <summary>The certificates of the replicas' port.</summary>
    [Description("Folder with tls.crt, tls.key and ca.crt: replicas talk mutual TLS to each other, and to nobody else; read again for each connection")]
    public string? TlsFolder { get; set; }

    /// <summary>The dashboard's token.</summary>
    [Description("File with the token (16 characters or more) that opens Orleans' dashboard at /dashboard; without it there is no dashboard")]
    public string? DashboardTokenFile { get; set; }

    /// <summary>The name of this installation.</summary>
    [RegularExpression("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", ErrorMessage = "Instance must be a DNS label: lower-case letters, digits and dashes, at most 63"), Description("Name of this installation: two of different names never touch each other's policies")]
    public string Instance { get; set; } = "netpol-orleans";

    /// <summary>The only namespaces that are looked after.</summary>
    [Description("The only namespaces that are looked after, comma-separated: Roles in them are enough then, and NETPOL_DNS, NETPOL_API_SERVERS and NETPOL_NODE_CIDRS say what cannot be looked up")]
    public string? Namespaces { get; set; }

    /// <summary>How namespaces are dealt out.</summary>
    [Range(0, 4096), Description("0 watches each namespace by itself; n hashes all namespaces into n shards over cluster-wide watches")]
    public int Shards { get; set; }

    /// <summary>What happens to workloads that say nothing themselves.</summary>
    [Description("What happens to workloads that say nothing themselves: off, observe or enforce")]
    public Mode Mode { get; set; } = Mode.Enforce;

    /// <summary>Whether lower levels may only raise the mode.</summary>
    [Description("Namespaces and workloads may only raise the mode")]
    public bool LockModes { get; set; }

    /// <summary>Whether every client of another namespace must be granted.</summary>
    [Description("Clients of other namespaces must be granted by the target's side")]
    public bool RequireGrants { get; set; }

    /// <summary>Namespaces without policies.</summary>
    [Description("Namespaces whose workloads get no policies, comma-separated; replaces the built-in list")]
    public string? ExcludedNamespaces { get; set; }

    /// <summary>Further namespaces of ingress controllers.</summary>
    [Description("Further namespaces in which the labels of ingress controllers count, comma-separated")]
    public string? IngressNamespaces { get; set; }

    /// <summary>Whether ingress controllers reach only what is routed.</summary>
    [Description("Ingress controllers reach only workloads behind an Ingress or route, on the routed ports")]
    public bool IngressOnlyWhenRouted { get; set; }

    /// <summary>Whether nodes reach probe ports.</summary>
    [Description("Nodes may reach probe ports, for CNIs that would block the kubelet")]
    public bool OpenProbesToNodes { get; set; }

    /// <summary>The nodes' address ranges.</summary>
    [Description("Address ranges of the nodes, comma-separated CIDRs; otherwise the nodes' own addresses")]
    public string? NodeCidrs { get; set; }

    /// <summary>Where DNS is.</summary>
    [Description("Cluster DNS, comma-separated: pods as namespace/label=value:port, addresses as address:port; otherwise as found in the cluster, else kube-system/k8s-app=kube-dns:53")]
    public string? Dns { get; set; }

    /// <summary>Where the API server is.</summary>
    [Description("Addresses of the API server for workloads that talk to it, comma-separated as address:port; otherwise as found in the cluster")]
    public string? ApiServers { get; set; }

    /// <summary>Further kinds of workloads.</summary>
    [Description("Further kinds that make pods: 'apiVersion/Kind [template=PATH] [selector=PATH or none] [name-label=KEY] [plural=NAME]', separated by semicolons")]
    public string? WorkloadKinds { get; set; }

    /// <summary>Whether references are read from Secrets.</summary>
    [Description("Read references from Secrets, too; needs k8s/components/secrets. What Secrets say is never logged or shown")]
    public bool ReadSecrets { get; set; }

    /// <summary>Whether label-less Pods are labelled.</summary>
    [Description("Put the label netpol-orleans.io/pod on Pods that have no labels and no controller, so that policies can select them; needs k8s/components/pod-labels")]
    public bool LabelPods { get; set; }

    /// <summary>The cluster's DNS domain.</summary>
    [RegularExpression(@"\.?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\.?", ErrorMessage = "ClusterDomain must be a DNS name such as cluster.local"), Description("DNS domain of the cluster; otherwise from resolv.conf, else cluster.local")]
    public string? ClusterDomain { get; set; }
}
