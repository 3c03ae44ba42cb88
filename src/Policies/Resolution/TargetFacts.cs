using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>
/// What a shard tells about a target in its namespaces: all that the client's side needs to open its egress. Two facts
/// that are equal open the same.
/// </summary>
public sealed record TargetFacts
{
    /// <summary>What the facts are about.</summary>
    public required TargetKey Key { get; init; }

    /// <summary>Whether it exists; an absent target opens nothing and stays pending.</summary>
    public required bool Exists { get; init; }

    /// <summary>Selects the pods behind it, verbatim as the Service does; null where no pods are behind it.</summary>
    public LabelSelector? Pods { get; init; }

    /// <summary>The ports of a Service; empty for pods and workloads, which admit any port that is asked for.</summary>
    public ValueList<FactPort> Ports { get; init; } = [];

    /// <summary>
    /// What the pods of a headless Service declare to listen on. A reference without a port means these where the Service lists none;
    /// empty for all.
    /// </summary>
    public ValueList<PolicyPort> PodPorts { get; init; } = [];

    /// <summary>Whether a port is taken as given (headless Services, pods, workloads), whether declared or not.</summary>
    public bool AnyPort { get; init; }

    /// <summary>Whether pods behind it use their node's address, which only an address block can name.</summary>
    public bool HostNetwork { get; init; }

    /// <summary>The DNS name that stands behind it: of an ExternalName Service, or of the Service that has the address; else null.</summary>
    public string? Alias { get; init; }

    /// <summary>The addresses behind a Service without a selector.</summary>
    public ValueList<AddressBlock> Blocks { get; init; } = [];

    /// <summary>Who may call across namespaces, as the target's side decides; see <see cref="Consent"/>.</summary>
    public Consent Consent { get; init; } = Consent.Given;

    /// <summary>The facts of something that does not exist.</summary>
    public static TargetFacts Absent(TargetKey key) => new() { Key = key, Exists = false };
}
