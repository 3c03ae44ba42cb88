namespace NetpolOrleans.Policies.Rules;

/// <summary>Every workload may resolve names.</summary>
internal static class DnsRule
{
    public static IEnumerable<Grant> Grants(WorkloadContext workload) =>
        workload.Platform.Dns.Select(dns => new Grant(Direction.Egress, dns, new(ReasonKind.Dns)));
}
