using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Watching;

/// <summary>What shards watch only where the operator says so.</summary>
/// <param name="Custom">Kinds of workloads besides those of Kubernetes.</param>
/// <param name="Secrets">Whether references are read from Secrets, too.</param>
public sealed record WatchedKinds(ValueList<CustomWorkloadKind> Custom, bool Secrets);
