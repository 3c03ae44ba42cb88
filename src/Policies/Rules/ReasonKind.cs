using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.Rules;

/// <summary>The rules that admit a peer, as docs/policy-semantics.md lists them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReasonKind>))]
public enum ReasonKind
{
    /// <summary>The workload's own pods.</summary>
    OwnPods,

    /// <summary>Ingress controllers and gateways.</summary>
    IngressController,

    /// <summary>Cluster DNS.</summary>
    Dns,

    /// <summary>The API server, for a workload with a token of its own ServiceAccount.</summary>
    ApiServer,

    /// <summary>A reference of the workload.</summary>
    Reference,

    /// <summary>A client whose reference reaches the workload.</summary>
    Client,

    /// <summary>A Service or host port that exposes the workload outside the cluster.</summary>
    Exposure,

    /// <summary>The API server calls the workload: webhook, aggregated API, conversion.</summary>
    ApiBackend,

    /// <summary>Annotations ask for scraping.</summary>
    Scraping,

    /// <summary>The kubelet's probes.</summary>
    Probe,

    /// <summary>A declaration in an annotation.</summary>
    Declaration,

    /// <summary>Something that running pods may still hold though no object says it any more.</summary>
    Lingering,
}
