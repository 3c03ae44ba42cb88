using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Rules;

namespace NetpolOrleans.Cli.Reports;

/// <summary>Why something is opened.</summary>
/// <param name="Rule">The rule that opens it.</param>
/// <param name="Target">The Service, Pod or workload that a reference names, or null.</param>
/// <param name="Client">The workload whose reference it is, where it is not the explained one's own, else null.</param>
/// <param name="By">The object that asks for it (a Service that exposes, a webhook, an annotation), or null.</param>
/// <param name="Evidence">Where the references were read; empty where no reference is involved.</param>
internal sealed record Because(ReasonKind Rule, string? Target, string? Client, string? By, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>The reason in words, without the evidence.</summary>
    public override string ToString() => Rule switch
    {
        ReasonKind.OwnPods => "the workload's own pods talk to each other",
        ReasonKind.IngressController => $"ingress controller {By}",
        ReasonKind.Dns => "cluster DNS",
        ReasonKind.ApiServer => "the API server: the pods carry a ServiceAccount token",
        ReasonKind.Reference => $"refers to {Target}",
        ReasonKind.Client => $"{Client} refers to {Target}",
        ReasonKind.Exposure => $"exposed outside the cluster by {By}",
        ReasonKind.ApiBackend => $"the API server calls it for {By}",
        ReasonKind.Scraping => $"annotations ask for scraping by {By}",
        ReasonKind.Probe => "probes of the kubelet",
        ReasonKind.Declaration => $"declared{(By is null ? "" : $" by {By}")}",
        _ => $"running pods may still refer to {Target}",
    };
}
