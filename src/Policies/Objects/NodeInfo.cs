using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A Node, reduced to the addresses that its host-network pods and its kubelet use.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Addresses">Internal and external IP addresses; host names are none.</param>
/// <param name="PodCidrs"><c>spec.podCIDRs</c>; some networks leave it empty.</param>
public sealed record NodeInfo(string Name, Labels Labels, ValueList<string> Addresses, ValueList<string> PodCidrs);
