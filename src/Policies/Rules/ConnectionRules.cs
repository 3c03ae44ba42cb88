using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Policies.Rules;

/// <summary>The rules of docs/policy-semantics.md, one after the other. Anything that none of them grants is closed.</summary>
public static class ConnectionRules
{
    /// <summary>Everything that is granted to a workload, each with its reason.</summary>
    public static IEnumerable<Grant> Grants(WorkloadContext workload) =>
    [
        .. OwnPodsRule.Grants(workload),
        .. DnsRule.Grants(workload),
        .. IngressControllerRule.Grants(workload),
        .. ReferenceRule.Grants(workload),
        .. ClientRule.Grants(workload),
        .. ExposureRule.Grants(workload),
        .. ApiBackendRule.Grants(workload),
        .. ScrapingRule.Grants(workload),
        .. ProbeRule.Grants(workload),
        .. ApiServerRule.Grants(workload),
        .. DeclarationRule.Grants(workload),
    ];

    /// <summary>The same without the reasons.</summary>
    public static Connections Of(WorkloadContext workload) => Of(workload, Grants(workload));

    /// <summary>The connections that grants make.</summary>
    public static Connections Of(WorkloadContext workload, IEnumerable<Grant> grants)
    {
        var egress = new List<Allowance>();
        var ingress = new List<Allowance>();
        foreach (var grant in grants) (grant.Direction == Direction.Egress ? egress : ingress).Add(grant.Allowance);
        return new([.. egress], [.. ingress], workload.IsComplete);
    }
}
