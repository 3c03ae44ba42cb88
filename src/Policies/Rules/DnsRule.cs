using System.Runtime.CompilerServices;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Policies.Rules;

/// <summary>Every workload may resolve names.</summary>
internal static class DnsRule
{
    private static readonly ConditionalWeakTable<Platform, Grant[]> OfPlatforms = [];

    public static IEnumerable<Grant> Grants(WorkloadContext workload) => OfPlatforms.GetValue(workload.Platform, Of);

    private static Grant[] Of(Platform platform)
    {
        foreach (var dns in platform.Dns) PeerText.Share(dns.Peer);
        return [.. platform.Dns.Select(dns => new Grant(Direction.Egress, dns, new(ReasonKind.Dns)))];
    }
}
