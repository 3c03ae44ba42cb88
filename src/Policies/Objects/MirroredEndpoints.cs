using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>The EndpointSlices to which a cluster mirrors one Endpoints object.</summary>
public sealed record MirroredEndpoints(ValueList<EndpointSlice> Slices);
