using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A ConfigMap's <c>data</c> (<c>binaryData</c> never names a peer), or a Secret's decoded text where that is switched on.</summary>
public sealed record ConfigMap(ObjectName Name, Labels Data, bool IsSecret = false);
